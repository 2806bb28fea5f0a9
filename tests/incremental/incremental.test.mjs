// Incremental == full: after any edits, a build in place gives what a build from nothing gives, byte
// for byte, says the same, and touches nothing else. Edits are random; when a build goes wrong, the
// fewest edits that make it so are printed.
//
//     STEPS=60     edits in a run
//     SEED=1       of the first run; "random" takes another one each time and prints it
//     RUNS=1       runs, each with a seed of its own
//     PLANTS=all   all mistakes of plants.mjs, not only those that are soon found
//     PLACE=DIR    where; usually in memory, for builds wait for a disk; of several runs every other
//                  one on the disk, which gives the inode of a removed file to the next one
//     REPLAY=FILE  only does once more what a failure left in FILE

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { describe } from './actions.mjs';
import { editsThatShow, plant, plantNames, shownSoon } from './plants.mjs';
import { explore, memory, replay, shortest, shrink } from './search.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const isogloss = process.env.ISOGLOSS ?? join(top, process.env.B ?? '.build', 'isogloss');
const number = (name, usual) => Number(process.env[name] || usual);
const [steps, runs] = [number('STEPS', 60), number('RUNS', 1)];
const isRandom = process.env.SEED === 'random';
const firstSeed = isRandom ? Math.floor(Math.random() * 2 ** 31) : number('SEED', 1);

const placeOf = (seed) => process.env.PLACE ?? (runs > 1 && seed % 2 ? tmpdir() : memory);

const listed = (trail) => trail.map((action, at) => `  ${at + 1}. ${describe(action)}`).join('\n');

// A message that tells how to see it again.
async function report(seed, { fault, trail }) {
    const place = placeOf(seed);
    const found = await shortest([isogloss], place, trail, fault, 120);
    const file = join(tmpdir(), `isogloss-incremental-${seed}.json`);
    writeFileSync(file, JSON.stringify(found.trail, null, 1));
    return `${found.fault.kind}: ${found.fault.text}\n\nThe site of tests/incremental/site.mjs, and then:\n` +
        `${listed(found.trail)}\n${found.isSure ? '' : 'This does not fail each time.\n'}\n` +
        `Again:     PLACE=${place} REPLAY=${file} make test T=incremental\n` +
        `All of it: PLACE=${place} SEED=${seed} STEPS=${steps} make test T=incremental`;
}

if (process.env.REPLAY) {
    test(`the edits of ${process.env.REPLAY}`, async () => {
        const fault = await replay([isogloss], placeOf(0), JSON.parse(readFileSync(process.env.REPLAY, 'utf8')));
        assert.equal(fault, null, fault && `${fault.kind}: ${fault.text}`);
    });
} else {
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
        test(`incremental == full, seed ${seed}`, async (t) => {
            const found = await explore([isogloss], placeOf(seed), seed, steps);
            const { edits, builds, refused, killed } = found.counts;
            t.diagnostic(`seed ${seed}: ${edits} edits, ${builds} builds, ${refused} of them with errors; ${killed} more killed`);
            if (found.fault) assert.fail(await report(seed, found));
        });
    }
}

// ---- The test is no good unless it finds such programs --------------------------------------------

// The kinds of fault that may be told, how many actions are enough, and what stands among them.
const faults = {
    'stale-page': [/^(stale|second|count)$/, 3, /./],
    'ghost-page': [/^(extra|second|count)$/, 4, /./],
    'blind-to-catalogs': [/^(stale|missing|extra|status|diagnostics)$/, 3, /locales/],
    'size-and-time': [/./, 5, /disguise|swap|move/],
    'blind-to-out': [/^(stale|missing|extra)$/, 3, /a hand in|restore/],
    'writes-all': [/^(rewritten|touched|second)$/, 2, /./],
    'forgets-warnings': [/^(diagnostics|second)$/, 4, /./],
};

if (!process.env.REPLAY && runs === 1) {
    for (const [name, [kind, length, edit]] of Object.entries(faults)) {
        test(`finds ${name}, and few edits that show it`, async (t) => {
            const program = [join(top, 'tests/incremental/faulty'), name, isogloss];
            const { fault, trail, counts } = await explore(program, memory, 5, 200);
            assert.ok(fault, 'it finds nothing');
            const short = await shortest(program, memory, trail, fault, 60);
            t.diagnostic(`found after ${counts.edits} edits: ${fault.kind}`);
            for (const line of listed(short.trail).split('\n')) t.diagnostic(line);
            assert.match(short.fault.kind, kind);
            assert.ok(short.trail.length <= length + 1, listed(short.trail)); // with the build at the end
            assert.match(listed(short.trail), edit);
        });
    }
}

// Nor if it does not find what the program could forget. The edits are those that may show it, or it
// would take too long.
const planted = process.env.PLANTS === 'all' ? plantNames : process.env.REPLAY || runs > 1 ? [] : shownSoon;
for (const name of planted) {
    test(`finds a program that forgets ${name}`, async (t) => {
        const { base, program } = plant(name, top, memory);
        try {
            const { fault, trail, counts } = await explore([program], memory, 1, 400, editsThatShow(name));
            assert.ok(fault, 'it finds nothing');
            t.diagnostic(`found after ${counts.edits} edits: ${fault.kind}`);
            if (name !== shownSoon[0]) return;
            const short = await shortest([program], memory, trail, fault, 30);
            for (const line of listed(short.trail).split('\n')) t.diagnostic(line);
            assert.ok(short.trail.length <= 4, listed(short.trail)); // a build, an edit, a build
        } finally {
            rmSync(base, { recursive: true });
        }
    });
}

test('shrinks to what is needed', async () => {
    const list = Array.from({ length: 100 }, (_, n) => n);
    const short = await shrink(list, async (part) => part.includes(3) && part.includes(77));
    assert.deepEqual(short, [3, 77]);
});
