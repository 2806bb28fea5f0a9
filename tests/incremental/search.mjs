// Looks for a list of edits after which a build in place goes wrong, and for the shortest such list.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act } from './actions.mjs';
import { nextEdit } from './edits.mjs';
import { Random } from './random.mjs';
import { beginning } from './site.mjs';
import { World } from './world.mjs';

// Builds wait for the disk; where it does not matter, they need not.
export const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function inWorld(program, where, use) {
    const base = mkdtempSync(join(where, 'isogloss-test.'));
    try {
        return await use(new World(program, base, beginning()));
    } finally {
        rmSync(base, { recursive: true, force: true });
    }
}

// Mostly as everybody builds.
const aBuild = (world, random) => ({ do: 'build', jobs: random.pick([1, 2, 4]), ...random.weighted([
    [30, {}], [2, { options: ['--full'] }], [2, { out: '../elsewhere' }], [2, { twice: true }], [3, { checked: true }],
    [2, { options: world.isCutOff ? [] : ['-v'] }], // which would tell that one was
]) });

// Edits, of all kinds or of those with these names, and builds until something is wrong: {fault,
// trail, counts}, with all that was done.
export function explore(program, where, seed, steps, names) {
    return inWorld(program, where, async (world) => {
        const random = new Random(seed);
        const counts = { edits: 0, builds: 1, refused: 0 };
        const trail = [{ do: 'build', jobs: 2 }];
        let fault = await world.check(trail[0]);
        while (!fault && counts.edits < steps) {
            counts.edits++;
            for (const action of nextEdit(world, random, counts.isBroken, names)) {
                trail.push(action);
                await act(world, action);
            }
            if (random.chance(0.15)) continue; // so that builds see several edits at once
            const build = aBuild(world, random);
            trail.push(build);
            counts.builds++;
            fault = await world.check(build);
            counts.isBroken = world.lastStatus !== 0;
            if (counts.isBroken) counts.refused++;
        }
        return { fault, trail, counts: { ...counts, killed: world.killed } };
    });
}

// Does the same once more; only the build at the end is judged.
export function replay(program, where, trail) {
    return inWorld(program, where, async (world) => {
        for (const action of trail.slice(0, -1)) await act(world, action);
        const last = trail.at(-1);
        if (last?.do !== 'build' && last) await act(world, last);
        return world.check(last?.do === 'build' ? last : { jobs: 2 });
    });
}

// The delta debugging of Zeller and Hildebrandt: a part of `list` that `fails` and of which no
// single entry can go. `fails` may say no for lack of time.
export async function shrink(list, fails) {
    for (let length = 2; length < list.length; length *= 2) { // mostly it is the last few
        if (await fails(list.slice(-length))) {
            list = list.slice(-length);
            break;
        }
    }
    for (let parts = 2; list.length > 1;) {
        const size = Math.ceil(list.length / parts);
        let smaller = null;
        for (let at = 0; at < list.length && !smaller; at += size) {
            const rest = [...list.slice(0, at), ...list.slice(at + size)];
            if (rest.length && await fails(rest)) smaller = rest;
        }
        if (smaller) {
            list = smaller;
            parts = Math.max(parts - 1, 2);
        } else if (size === 1) {
            break;
        } else {
            parts = Math.min(parts * 2, list.length);
        }
    }
    return list;
}

// The same edits with one build before the last few, which is quickly done again.
function withFewBuilds(list) {
    const last = list.findLastIndex((action) => action.do === 'build');
    return list.filter((action, at) => at >= last || !['build', 'kill'].includes(action.do));
}

// The shortest trail with a fault of the same kind: {fault, trail}.
export async function shortest(program, where, trail, fault, seconds) {
    const end = trail.at(-1);
    const until = Date.now() + 1000 * seconds;
    const fails = async (part) => {
        if (Date.now() > until) return false;
        const found = await replay(program, where, [...part, end]);
        return found?.kind === fault.kind;
    };
    const [all, few] = [trail.slice(0, -1), withFewBuilds(trail.slice(0, -1))];
    const short = await shrink(await fails(few) ? few : all, fails);
    const found = await replay(program, where, [...short, end]);
    return { fault: found ?? fault, trail: [...short, end], isSure: found !== null };
}
