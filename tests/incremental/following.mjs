// What translators do: PO files of items, and records of what a translation was made from.

export const follower = /^locales\/([^/]+)\/content\/([^/]+)\/(.+?)\.(po|source\.yaml)$/;

export const followersOf = (world, collection, id) => world.paths(follower).filter((path) => {
    const [, , ofCollection, ofId] = follower.exec(path);
    return ofCollection === collection && ofId === id;
});

const head = (lang, source) => `msgid ""\nmsgstr ""\n"Language: ${lang}\\n"\n` +
    `"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Language: ${source}\\n"\n`;
const message = ([segment, source, text]) =>
    `\n#: reports/lima#${segment}\nmsgid ${JSON.stringify(source)}\nmsgstr ${JSON.stringify(text)}\n`;

const lima = [
    ['title', 'Lima Meeting', 'Réunion de Lima'], ['summary', 'On patents.', 'Sur les brevets.'],
    ['notes', 'Of *note*.', 'À *noter*.'], ['speakers.1.office', 'Chair', 'Présidence'],
    ['s-opening', 'Opening', 'Ouverture'], ['p1', 'The chair spoke.', 'La présidence a parlé.'],
    ['p2', 'Two questions:', 'Deux questions :'], ['p2-a', 'when;', 'quand ;'], ['p2-b', 'where[^1].', 'où[^1].'],
    ['note-1', 'See [](countries/pe).', 'Voir [](countries/pe).'],
];

const records = {
    'fr/content/reports/cairo': { translates: 'ar', title: 'مؤتمر القاهرة', p1: 'افتتح المؤتمر.' },
    'en/content/reports/cairo': { translates: 'fr', title: 'Conférence du Caire', p1: 'La conférence a été ouverte.' },
};
const record = ({ translates, ...segments }) => `translates: ${translates}\nsegments:\n` +
    Object.entries(segments).map(([id, text]) => `  ${id}: ${JSON.stringify(text)}\n`).join('');

// The files that the edits begin with.
export const followers = new Map([
    ['locales/fr/content/reports/lima.po', head('fr', 'en') + lima.map(message).join('')],
    ...Object.entries(records).map(([path, texts]) => [`locales/${path}.source.yaml`, record(texts)]),
]);

const pick = (world, random, pattern) => random.pick(world.paths(pattern));

function changePo(world, random) {
    const path = pick(world, random, /^locales\/.*content.*\.po$/);
    const messages = path && (world.text(path).match(/^(?:#, fuzzy\n(?:#\| .*\n)?)?msgid ".+"\nmsgstr ".*"$/gm) ?? []);
    const from = messages && random.pick(messages);
    if (!from) return null;
    const [, source, text] = /^msgid "(.*)"\nmsgstr "(.*)"$/m.exec(from);
    const of = (msgid, msgstr) => `msgid "${msgid}"\nmsgstr "${msgstr}"`;
    const to = random.pick([
        () => of(source, `${text.replace(/ \d+$/, '')} ${random.below(100)}`), () => of(source, ''),
        () => of(`${source} ${random.below(9)}`, text), () => `#, fuzzy\n${of(source, text || 'x')}`,
        () => `#, fuzzy\n#| msgid "${source} once"\n${of(source, text || 'x')}`,
        () => of(lima.find(([, , known]) => text.startsWith(known))?.[1] ?? source, text || 'y'),
    ])();
    return [{ do: 'replace', path, from, to }];
}

// Also back to what it was: a translation becomes current again.
function restorePo(world, random) {
    const [path, text] = random.pick([...followers]);
    const [, lang, collection, id, kind] = follower.exec(path);
    const version = new RegExp(`^content/${collection}/${id}\\.${lang}\\.`);
    const hasVersion = world.paths(version).length > 0;
    const hasItem = world.paths(new RegExp(`^content/${collection}/${id}\\.`)).length > 0;
    const isWanted = kind === 'po' ? hasItem && !hasVersion : hasVersion;
    if (!isWanted || !world.has(`locales/${lang}/portal.po`)) return null;
    return [{ do: 'write', path, text }];
}

function removeFollower(world, random) {
    const path = pick(world, random, follower);
    return path && [{ do: 'remove', path }];
}

function changeRecord(world, random) {
    const path = pick(world, random, /\.source\.yaml$/);
    const from = path && random.pick(world.text(path).match(/^ {2}\w+: ".*"$/gm) ?? []);
    return from && [{ do: 'replace', path, from, to: from.replace(/"$/, ` ${random.below(10)}"`) }];
}

function weighChange(world, random) {
    const path = pick(world, random, /^content\/reports\/(lima|cairo)\..*md$/);
    const value = random.pick([null, '{p1: minor}', '{p1: legal, title: minor}']);
    return path && [{ do: 'set', path, key: 'changes', value }];
}

function share(world, random) {
    return [{ do: 'set', path: 'content/reports/_collection.yaml', key: 'translated_from',
              value: random.pick([null, '10 %', '60 %', '100 %']) }];
}

export const followingEdits = [
    ['change a PO text', 8, changePo], ['restore a PO text', 3, restorePo], ['stop following', 1, removeFollower],
    ['change a record of sources', 3, changeRecord], ['weigh a change', 1, weighChange], ['want more or less', 1, share],
];
