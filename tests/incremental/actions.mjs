// What can be done to a world, each with all it needs to be done again: `do` names it, the rest is
// for it alone. An action that makes no sense in the world it meets does nothing, so that any part
// of a list of actions is such a list.

import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync,
         truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

// ---- Sources ------------------------------------------------------------------------------------

// A key that stands on one line of its own; null takes it away.
function withKey(text, key, value) {
    const line = new RegExp(`^( *)${key}:.*\n`, 'm');
    if (value === null) return text.replace(line, '');
    if (line.test(text)) return text.replace(line, (_, indent) => `${indent}${key}: ${value}\n`);
    return text.replace(/^(---\n)?/, (start) => `${start}${key}: ${value}\n`);
}

// The fields that refer to a collection.
const referring = {
    countries: ['countries', 'country', 'open_to'], subjects: ['subjects', 'part_of'], reports: ['follows', 'source'],
    pages: [], needs: [], offers: [],
};

// Whatever refers to an item refers to `to`, or to nothing.
function withReference(text, collection, from, to) {
    const id = `${from}(?![\\w-])`;
    if (to === null) {
        text = text.replace(new RegExp(`!?\\[[^\\]]*\\]\\(${collection}/${id}[^)]*\\)`, 'g'), 'gone')
            .replace(new RegExp(`, ${collection}/${id}|${collection}/${id}, `, 'g'), '')
            .replace(new RegExp(`^home: ${collection}/${id}\n`, 'm'), '');
    } else {
        text = text.replace(new RegExp(`${collection}/${id}`, 'g'), `${collection}/${to}`);
    }
    for (const key of referring[collection] ?? []) {
        text = text.replace(new RegExp(`^${key}: (.*)\n`, 'm'), (line, value) => {
            const ids = value.split(/[[\], ]+/).filter(Boolean)
                .map((one) => (one.split('#')[0] !== from ? one : to && one.replace(from, to)))
                .filter((one) => one !== null);
            if (value.startsWith('[')) return `${key}: [${ids.join(', ')}]\n`;
            return ids.length ? `${key}: ${ids[0]}\n` : '';
        });
    }
    return text;
}

function edit(world, path, change) {
    if (!world.has(path)) return;
    const before = world.text(path);
    const after = change(before);
    if (after !== before) world.write(path, after);
}

// Does it so that its time does not tell, to the nanosecond, which Node cannot.
function keepingTime(world, path, change) {
    const kept = join(world.base, 'time');
    spawnSync('touch', ['-r', path, kept]);
    change();
    spawnSync('touch', ['-r', kept, path]);
}

function setTime(path, time) {
    if (existsSync(path)) utimesSync(path, time, time);
}

const sources = {
    write: (world, { path, text, base64 }) => world.write(path, base64 ? Buffer.from(base64, 'base64') : text),
    remove: (world, { path }) => world.remove(path),
    move(world, { path, to }) {
        if (world.has(path) && !world.has(to)) world.move(path, to);
    },
    copy(world, { path, to }) {
        if (world.has(path)) world.write(to, world.files.get(path));
    },
    set: (world, { path, key, value }) => edit(world, path, (text) => withKey(text, key, value)),
    replace: (world, { path, from, to }) => edit(world, path, (text) => text.replace(from, () => to)),
    append: (world, { path, text }) => edit(world, path, (before) => before + text),
    refer(world, { collection, id, to }) {
        for (const path of world.paths(/^content\/.*(md|yaml)$/)) {
            edit(world, path, (text) => withReference(text, collection, id, to));
        }
    },

    // Bytes that neither size nor time betray.
    disguise(world, { path, from, to }) {
        if (!world.has(path)) return;
        keepingTime(world, world.at(path), () => edit(world, path, (text) => text.replace(from, () => to)));
    },
    // Two files of one size and one time ...
    twin(world, { path, to, time }) {
        if (!world.has(path) || !world.has(to)) return;
        const [one, other] = [path, to].map((each) => world.files.get(each));
        const [short, missing] = [one.length < other.length ? path : to, Math.abs(one.length - other.length)];
        if (missing) world.write(short, Buffer.concat([world.files.get(short), Buffer.alloc(missing, '\n')]));
        for (const each of [path, to]) setTime(world.at(each), time);
    },
    // ... change places.
    swap(world, { path, to, time }) {
        if (!world.has(path) || !world.has(to)) return;
        const between = join(dirname(path), 'between');
        world.move(path, between);
        world.move(to, path);
        world.move(between, to);
        for (const each of [path, to]) setTime(world.at(each), time);
    },
    touch(world, { path, time }) {
        if (world.has(path)) setTime(world.at(path), time ?? new Date());
    },
    mend: (world) => world.mend(),
    tidy: (world) => world.tidy(),
};

// ---- The state of isogloss ----------------------------------------------------------------------

function filesBelow(folder) {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile()).map((entry) => join(entry.path, entry.name)).sort();
}

const pickAt = (list, at) => list[Math.floor(at * list.length)];

const damages = {
    truncate: (path, at) => truncateSync(path, Math.floor(at * statSync(path).size)),
    empty: (path) => truncateSync(path, 0),
    flip(path, at) {
        const bytes = readFileSync(path);
        if (bytes.length) bytes[Math.floor(at * bytes.length)] ^= 1 << Math.floor(at * 997) % 8;
        writeFileSync(path, bytes);
    },
    garbage: (path, at) => writeFileSync(path, Buffer.from('\0\xffgarbage\n'.repeat(Math.floor(at * 400)), 'latin1')),
    append: (path) => writeFileSync(path, 'more', { flag: 'a' }),
    remove: (path) => rmSync(path),
    folder(path) {
        rmSync(path);
        mkdirSync(path);
    },
};

const copyAll = (from, to) => {
    rmSync(to, { recursive: true, force: true });
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(from)) spawnSync('cp', ['-a', from, to]);
};

const state = {
    damage(world, { how, which, at }) {
        const path = pickAt(filesBelow(world.at('.isogloss')), which);
        if (path) damages[how](path, at);
    },
    forget: (world) => rmSync(world.at('.isogloss'), { recursive: true, force: true }),
    // Copies for later, of the state and of out/.
    shelve(world) {
        for (const part of ['.isogloss', 'out']) copyAll(world.at(part), join(world.base, 'shelf', part));
        world.shelvedForeign = new Map(world.foreign);
    },
    // An older one comes back, as from a backup.
    restore(world, { part }) {
        if (!world.shelvedForeign || world.isCutOff) return;
        copyAll(join(world.base, 'shelf', part), world.at(part));
        if (part === 'out') world.foreign = new Map(world.shelvedForeign);
    },
};

// ---- Other hands in out/ ------------------------------------------------------------------------

function ownFile(world, which) {
    const own = filesBelow(world.at('out')).filter((path) => !path.endsWith('.isogloss-manifest') &&
        !world.foreign.has(path.slice(world.at('out').length + 1)));
    return pickAt(own, which);
}

const handsIn = {
    change(path) { writeFileSync(path, 'changed', { flag: 'a' }); },
    disguise(path, world) {
        const bytes = readFileSync(path);
        if (bytes.length) bytes[bytes.length >> 1] ^= 1;
        keepingTime(world, path, () => writeFileSync(path, bytes));
    },
    remove: (path) => rmSync(path),
    touch: (path) => utimesSync(path, 1e9, 1e9),
    copy(path) { // the same bytes in another file
        writeFileSync(`${path}.new`, readFileSync(path), { mode: lstatSync(path).mode });
        renameSync(`${path}.new`, path);
    },
};

const out = {
    hand(world, { how, which }) {
        const path = ownFile(world, which);
        if (path) handsIn[how](path, world);
    },
    exchange(world, { which, other }) {
        const [one, two] = [ownFile(world, which), ownFile(world, other)];
        if (!one || !two || one === two) return;
        for (const [from, to] of [[one, `${one}.new`], [two, one], [`${one}.new`, two]]) renameSync(from, to);
    },
    removeFolder(world, { lang }) {
        rmSync(world.at('out', lang), { recursive: true, force: true });
        for (const path of world.foreign.keys()) if (path.startsWith(`${lang}/`)) world.foreign.delete(path);
    },
    removeOut(world) {
        if (world.isCutOff) return; // what the journal says of it is another test's
        rmSync(world.at('out'), { recursive: true, force: true });
        world.foreign.clear();
    },
    foreign(world, { path, text }) {
        if (!existsSync(dirname(world.at('out', path)))) return;
        writeFileSync(world.at('out', path), text);
        world.foreign.set(path, Buffer.from(text));
    },
};

// ---- Runs ---------------------------------------------------------------------------------------

const runs = {
    build: (world, how) => world.build(how),
    kill: (world, action) => world.kill(action),
    clock: (world, { now }) => world.setNow(now),
    look: (world, { words }) => world.run(...words),
};

const actions = { ...sources, ...state, ...out, ...runs };

export async function act(world, { do: name, replaces = false, ...rest }) {
    world.replaces = replaces;
    return actions[name](world, rest);
}

export const describe = ({ why, do: name, ...rest }) =>
    `${why ? `${why}: ` : ''}${name} ${JSON.stringify(rest).slice(0, 300)}`;
