// Numbers that a seed decides.

export class Random {
    #state;
    constructor(seed) { this.#state = seed >>> 0; }

    // mulberry32
    next() {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let x = this.#state;
        x = Math.imul(x ^ (x >>> 15), x | 1);
        x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
        return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
    }

    below(n) { return Math.floor(this.next() * n); }
    chance(p) { return this.next() < p; }
    pick(list) { return list[this.below(list.length)]; }

    // One of [weight, thing].
    weighted(list) {
        let at = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
        return list.find(([weight]) => (at -= weight) < 0)[1];
    }
}
