// What people do to a site: each kind of edit looks at the world and gives the actions that it
// comes to, or null where there is nothing to do.

import { followersOf, followingEdits } from './following.mjs';
import { catalog, pictures, plurals } from './site.mjs';

const words = {
    ar: ['السلام', 'ورقة', 'كتاب', 'البحر', 'أرض'], zh: ['会议', '专利', '文件', '海洋', '一'],
    en: ['Alpha', 'beta', 'The Island', 'Zulu', '10 years', 'alpha', 'Ångström'],
    fr: ['Été', 'élan', 'Zèbre', 'Le port', 'côte', 'coté'], ru: ['Ёлка', 'Азия'], pt: ['Água', 'bairro'],
};
const languages = ['ar', 'zh', 'en', 'fr', 'sw', 'pt', 'ru', 'zh-Hant', 'sfs'];
const file = /^content\/([a-z]+)\/([^/]+)\.([A-Za-z-]+)\.(md|yaml)$/;

// A path that fits; of the theme that the site does not use, only now and then.
function aPath(world, random, pattern) {
    const paths = world.paths(pattern);
    const theme = /^theme: (\w+)/m.exec(world.text('content/site.yaml'))?.[1];
    const used = paths.filter((path) => !path.startsWith('themes/') || path.startsWith(`themes/${theme}/`));
    return random.pick(random.chance(0.1) || !used.length ? paths : used);
}
const anyOf = (pattern) => (world, random) => aPath(world, random, pattern);
const anItem = anyOf(file);
const aTemplate = anyOf(/^themes\/.*\.mustache$/);
const aCatalog = anyOf(/portal\.po$/);
const aCollection = anyOf(/_collection\.yaml$/);
const partsOf = (path) => {
    const [, collection, id, lang, kind] = file.exec(path);
    return { collection, id, lang, kind };
};
const isTranslation = (world, path) => /^translates:/m.test(world.text(path));
const itemsOf = (world, collection) => [...new Set(world.paths(file).map(partsOf)
    .filter((parts) => parts.collection === collection).map((parts) => parts.id))];
const versionsOf = (world, collection, id) => world.paths(file).filter((path) => {
    const parts = partsOf(path);
    return parts.collection === collection && parts.id === id;
});
const filesOf = (world, collection, id) => [...versionsOf(world, collection, id), ...followersOf(world, collection, id)];
const localesOf = (world) => world.paths(/portal\.po$/).map((path) => path.split('/')[1]);
const n = (random) => random.below(1000);

function phrase(lang, random) {
    const pool = words[lang] ?? words.en;
    return random.pick([() => random.pick(pool), () => `${random.pick(pool)} ${n(random)}`,
                        () => `${random.pick(pool)} ${random.pick(pool)}`])();
}

function aDate(random) {
    const two = (max) => `${1 + random.below(max)}`.padStart(2, '0');
    const year = 2010 + random.below(6);
    return random.pick([`${year}`, `${year}-${two(12)}`, `${year}-${two(12)}-${two(28)}`]);
}

function some(list, random) {
    return `[${[...new Set([random, random, random].slice(random.below(4)).map(() => random.pick(list)))]
        .filter(Boolean).join(', ')}]`;
}

// ---- Items --------------------------------------------------------------------------------------

const translatable = {
    title: phrase,
    summary: phrase,
    sort_key: phrase,
};
const valuesOf = {
    reports: {
        kind: (random) => random.pick(['summary', 'full']),
        date: aDate,
        days: (random) => `2013-05-0${1 + random.below(4)}/2013-05-0${5 + random.below(4)}`,
        countries: (random, world) => some(itemsOf(world, 'countries'), random),
        subjects: (random, world) => some(itemsOf(world, 'subjects'), random),
        follows: (random, world) => random.pick(itemsOf(world, 'reports')),
        attendance: (random) => random.pick([0, 1, 2, 3, 11, 100, 1234567]),
        share: (random) => random.pick(['0', '12.5', '99']),
        budget: (random) => n(random),
        symbol: (random) => `S/${n(random)}`,
        contact: (random) => `office${n(random)}@portal.example`,
        updated: (random) => `2016-0${1 + random.below(9)}-01`,
    },
    countries: {
        population: n,
        tongue: (random) => random.pick(['es', 'ar', 'zh', 'fr', 'sfs']),
        groups: (random) => random.pick(['[{group: south}]', '[{group: ldc}]', `[{group: south, from: ${aDate(random)}}]`,
                                         `[{group: south}, {group: ldc, to: ${aDate(random)}}]`]),
    },
    needs: {
        country: (random, world) => random.pick(itemsOf(world, 'countries')),
        subjects: (random, world) => some(itemsOf(world, 'subjects'), random),
        until: aDate,
        source: (random, world) => random.pick(itemsOf(world, 'reports')) + random.pick(['', '', '#p1']),
    },
    offers: {
        subjects: (random, world) => some(itemsOf(world, 'subjects'), random),
        open_to: (random, world) => some(itemsOf(world, 'countries'), random),
        open_groups: (random) => some(['south', 'ldc'], random),
        tongues: (random) => some(['es', 'ar', 'zh', 'fr'], random),
    },
    subjects: { part_of: (random, world) => random.pick(itemsOf(world, 'subjects')) },
    pages: {},
};

function setKey(world, random, key) {
    const path = anItem(world, random);
    if (!path) return null;
    const { collection, lang } = partsOf(path);
    let value;
    if (translatable[key]) {
        if (key === 'summary' && /countries|needs|offers/.test(collection)) return null;
        value = translatable[key](lang, random);
    } else {
        if (isTranslation(world, path)) return null;
        const values = valuesOf[collection];
        key ??= random.pick(Object.keys(values)) ?? null;
        if (!values[key]) return null;
        value = values[key](random, world) ?? null;
    }
    return [{ do: 'set', path, key, value: key !== 'title' && random.chance(0.25) ? null : value }];
}

function setFlag(key, on) {
    return (world, random) => {
        const path = anItem(world, random);
        if (!path || isTranslation(world, path)) return null;
        return [{ do: 'set', path, key, value: new RegExp(`^${key}:`, 'm').test(world.text(path)) ? null : on }];
    };
}

function changeBody(world, random) {
    const path = anyOf(/^content\/.*\.md$/)(world, random);
    const line = path && random.pick(world.text(path).match(/^(?:\d+\. |[A-Z]).*\.$/gm) ?? []);
    if (!line) return null;
    const { collection, id } = partsOf(random.pick(world.paths(file)));
    const more = random.pick([` ${n(random)}.`, ` [](${collection}/${id})`, ' ![again](media/map.png)',
                              ` [x](${collection}/${id}), **${n(random)}**.`, random.chance(0.3) ? ' TODO' : ' ** **']);
    return [{ do: 'replace', path, from: line, to: random.chance(0.3) ? line.replace(/ \S*$/, ' so.') : line + more }];
}

// Translations take the ids of their headings from the original.
function changeHeading(world, random) {
    const path = anyOf(/^content\/.*\.md$/)(world, random);
    const line = path && random.pick(world.text(path).match(/^#+ .*$/gm) ?? []);
    return line ? [{ do: 'replace', path, from: line, to: line.replace(/( \d+)?$/, () => ` ${n(random)}`) }] : null;
}

// In every language, as the program demands.
function addParagraph(world, random) {
    const id = random.pick(itemsOf(world, 'reports'));
    return versionsOf(world, 'reports', id).map((path) => {
        const due = (world.text(path).match(/^\d+\. /gm) ?? []).length + 1;
        return { do: 'append', path, text: `\n${due}. ${phrase(partsOf(path).lang, random)}.\n` };
    });
}

function addItem(world, random) {
    const collection = random.pick(['reports', 'reports', 'countries', 'subjects', 'pages', 'needs', 'offers']);
    const lang = random.pick(localesOf(world));
    const id = random.pick(['new', 'a', 'zz', 'old-new']) + random.below(50);
    if (!lang || itemsOf(world, collection).includes(id)) return null;
    const title = `title: ${phrase(lang, random)}\n`;
    const kind = /reports|pages/.test(collection) ? 'md' : 'yaml';
    const path = `content/${collection}/${id}.${lang}.${kind}`;
    const text = {
        reports: `---\n${title}date: ${aDate(random)}\ncountries: ${some(itemsOf(world, 'countries'), random)}\n` +
            '---\n\n1. It is new.\n',
        pages: `---\n${title}---\n\nIt is new.\n`,
        countries: `${title}code: ${random.pick(['br', 'in', 'za', 'ke', 'pe'])}\n`,
        needs: `${title}subjects: [patents]\ncountry: pe\n`,
        offers: `${title}subjects: ${some(itemsOf(world, 'subjects'), random)}\n`,
        subjects: title + (random.chance(0.5) ? 'part_of: patents\n' : ''),
    }[collection];
    return [{ do: 'write', path, text }];
}

function removeItem(world, random) {
    const path = anItem(world, random);
    if (!path) return null;
    const { collection, id } = partsOf(path);
    if (itemsOf(world, collection).length < 3) return null;
    const removals = filesOf(world, collection, id).map((each) => ({ do: 'remove', path: each }));
    return random.chance(0.9) ? [{ do: 'refer', collection, id, to: null }, ...removals] : removals;
}

function renameItem(world, random) {
    const path = anItem(world, random);
    if (!path) return null;
    const { collection, id } = partsOf(path);
    const to = `${random.pick(['b', 'renamed-', 'z'])}${random.below(50)}`;
    if (itemsOf(world, collection).includes(to)) return null;
    return [{ do: 'refer', collection, id, to }, ...filesOf(world, collection, id).map((each) =>
        ({ do: 'move', path: each, to: each.replace(`/${id}.`, `/${to}.`) }))];
}

function addTranslation(world, random) {
    const path = anItem(world, random);
    const lang = random.pick(localesOf(world));
    if (!path || !lang || isTranslation(world, path)) return null;
    const parts = partsOf(path);
    const to = `content/${parts.collection}/${parts.id}.${lang}.${parts.kind}`;
    if (world.has(to) || world.has(`locales/${lang}/content/${parts.collection}/${parts.id}.po`)) return null;
    const same = random.chance(0.3) && /^(title|summary): .*\n/gm; // as names are
    const shown = same ? (world.text(path).match(same) ?? []).join('') : `title: ${phrase(lang, random)}\n`;
    const head = `translates: ${parts.lang}\n${shown}`;
    if (parts.kind === 'yaml') return [{ do: 'write', path: to, text: head }];
    const body = world.text(path).split(/^---\n/m)[2] ?? '';
    return [{ do: 'write', path: to, text: `---\n${head}---\n${body}` }];
}

// What is said in the same words is still said, and in this language.
function sayTheSame(world, random) {
    const key = random.pick(['title', 'summary', 'summary']);
    const path = random.pick(world.paths(file).filter((each) => isTranslation(world, each) &&
        (key === 'title' || !/countries|needs|offers/.test(each) && !/^summary:/m.test(world.text(each)))));
    if (!path) return null;
    const { collection, id, lang } = partsOf(path);
    const said = versionsOf(world, collection, id).filter((each) => partsOf(each).lang !== lang)
        .map((each) => new RegExp(`^${key}: (.*)$`, 'm').exec(world.text(each))?.[1]).find(Boolean);
    return said ? [{ do: 'set', path, key, value: said }] : null;
}

function removeTranslation(world, random) {
    const path = random.pick(world.paths(file).filter((each) => isTranslation(world, each)));
    return path && [{ do: 'remove', path }];
}

// ---- Languages ----------------------------------------------------------------------------------

function changeMessage(world, random) {
    const path = aCatalog(world, random);
    const line = path && random.pick((world.text(path).match(/^msgstr(?:\[\d\])? ".+"$/gm) ?? []));
    if (!line) return null;
    return [{ do: 'replace', path, from: line, to: line.replace(/\d*"$/, () => `${n(random)}"`) }];
}

const msgids = ['Portal', 'Reports', 'Countries', 'Subjects', 'Pages', 'Date', 'Kind', 'Summary', 'Home', 'A to Z',
                'Site map', 'Languages', 'Undated', 'Other', 'By year', 'By country', 'Followed by', 'What was said.',
                'Notes', 'Title', 'not translated', 'Sample', 'New text'];

function addMessage(world, random) {
    const path = aCatalog(world, random);
    const id = random.pick(msgids);
    if (!path || !world.text(path) || world.text(path).includes(`msgid "${id}"`)) return null;
    const fuzzy = random.chance(0.1) ? '#, fuzzy\n' : '';
    const text = random.chance(0.3) ? id : phrase(path.split('/')[1], random);
    return [{ do: 'append', path, text: `\n${fuzzy}msgid "${id}"\nmsgstr "${text}"\n` }];
}

function removeMessage(world, random) {
    const path = aCatalog(world, random);
    const block = path && random.pick(world.text(path).split(/\n\n/).slice(1));
    return block ? [{ do: 'replace', path, from: `\n\n${block.trimEnd()}`, to: '' }] : null;
}

function changePlural(world, random) {
    const path = aCatalog(world, random);
    const [from, to] = random.pick([['(n != 1)', '(n > 1)'], ['(n > 1)', '(n != 1)'], ['n==2', 'n==3'], ['n==3', 'n==2']]);
    return path && world.text(path).includes(from) ? [{ do: 'replace', path, from, to }] : null;
}

function addLocale(world, random) {
    const lang = random.pick(languages.filter((each) => !localesOf(world).includes(each)));
    if (!lang) return null;
    const text = random.chance(0.3) || !plurals[lang] ? '' : catalog(lang, { Reports: phrase(lang, random) });
    return [{ do: 'write', path: `locales/${lang}/portal.po`, text }];
}

function removeLocale(world, random) {
    const lang = random.pick(localesOf(world));
    if (localesOf(world).length < 4 || /en|ar/.test(lang)) return null;
    const own = world.paths(file).filter((path) => partsOf(path).lang === lang);
    const official = /^languages:.*/m.exec(world.text('content/site.yaml'))?.[0];
    return [...own.flatMap((path) => {
        const { collection, id } = partsOf(path);
        return isTranslation(world, path) ? [{ do: 'remove', path }]
            : [{ do: 'refer', collection, id, to: null },
               ...filesOf(world, collection, id).map((each) => ({ do: 'remove', path: each }))];
    }), official && { do: 'replace', path: 'content/site.yaml', from: official,
                      to: official.replace(new RegExp(`, ${lang}\\b|\\b${lang}, `), '') },
    ...world.paths(new RegExp(`^locales/${lang}/`)).map((path) => ({ do: 'remove', path }))].filter(Boolean);
}

function pinLocale(world, random) {
    const lang = random.pick(localesOf(world));
    const path = `locales/${lang}/locale.yaml`;
    if (world.has(path) && random.chance(0.3)) return [{ do: 'remove', path }];
    const pins = ['digits: arab', 'digits: deva', 'calendar: buddhist', 'collation: stroke', 'direction: rtl',
                  `name: ${phrase(lang, random)}`];
    return [{ do: 'write', path, text: `${random.pick(pins)}\n` }];
}

function nameLanguage(world, random) {
    const path = aCatalog(world, random);
    if (!path || !world.text(path) || world.text(path).includes('msgctxt')) return null;
    return [{ do: 'append', path, text: `\nmsgctxt "language"\nmsgid "${random.pick(['fr', 'sfs', 'zh'])}"\n` +
        `msgstr "${phrase('en', random)}"\n` }];
}

// ---- Theme and pictures -------------------------------------------------------------------------

const patches = [['{{$main}}', (x) => `{{$main}}\n<p>${x}</p>`], ['{{>link}}', (x) => `<i>${x}</i>{{>link}}`],
                 ['{{>entries}}', () => '{{>entries}}\n{{>entries}}'], ['</body>', () => '<p>{{#t}}Home{{/t}}</p></body>'],
                 ['</title>', (x) => ` ${x}</title>`], ['{{>text}}', () => '{{>text}}{{#current}}*{{/current}}'],
                 ['{{title}}', () => '{{title}} ({{site.description}})'], ['{{>*id}}', () => ''],
                 ['</head>', () => '{{#assets.extra-css}}<link rel="stylesheet" href="{{assets.extra-css}}">{{/assets.extra-css}}</head>'],
                 ['{{/item}}', (x) => `${x} {{#reverse}}{{label}}{{/reverse}}{{/item}}`],
                 ['{{href}}">{{', (x) => `{{href}}">${x}{{`], ['\n', (x) => `\n<!-- ${x} -->\n`]];

function changeTemplate(world, random) {
    const path = aTemplate(world, random);
    const patch = path && random.pick(patches.filter(([from]) => world.text(path).includes(from)));
    return patch ? [{ do: 'replace', path, from: patch[0], to: patch[1](n(random)) }] : null;
}

// A link that is part of a template leads from every item to one field of one of them, by an address
// that no content decides. Then the field or the item goes, and the link leads nowhere.
function linkByHand(world, random) {
    const path = 'themes/plain/templates/item.mustache';
    const [link, lang, id, key] =
        /<a href="\.\.\/\.\.\/([\w-]+)\/reports\/([\w-]+)\.html#f-(\w+)">by hand<\/a>\n/.exec(world.text(path)) ?? [];
    const target = link && `content/reports/${id}.${lang}.md`;
    if (link && world.has(target) && random.chance(0.8)) {
        return random.weighted([
            [2, () => [{ do: 'set', path: target, key, value: null }]],
            [1, () => [{ do: 'set', path: target, key: 'status', value: 'draft' }]],
            [1, () => [{ do: 'refer', collection: 'reports', id, to: null },
                       ...versionsOf(world, 'reports', id).map((version) => ({ do: 'remove', path: version }))]],
        ])();
    }
    if (link) return [{ do: 'replace', path, from: link, to: '' }];
    const originals = world.paths(/^content\/reports\/.*md$/).filter((each) => !isTranslation(world, each));
    const to = random.pick(originals);
    const field = to && random.pick(world.text(to).match(/^(symbol|attendance|budget|share|contact)(?=:)/gm) ?? []);
    if (!field) return null;
    return [{ do: 'replace', path, from: '{{#contents}}\n',
              to: `<a href="../../${partsOf(to).lang}/reports/${partsOf(to).id}.html#f-${field}">by hand</a>\n{{#contents}}\n` }];
}

// A partial that only data name comes and goes.
function changePartial(world, random) {
    const path = `themes/plain/templates/${random.pick(['budget', 'share', 'symbol', 'population'])}.mustache`;
    if (world.has(path) && random.chance(0.4)) return [{ do: 'remove', path }];
    return [{ do: 'write', path, text: `<b>${n(random)} {{label}}: {{#values}}{{text}}{{/values}}</b>\n` }];
}

function changeAsset(world, random) {
    const path = `themes/${random.pick(['plain', 'plain', 'portal'])}/assets/` +
        random.pick(['plain.css', 'extra.css', 'portal.css', 'note.txt', 'mark.svg']);
    if (world.has(path) && random.chance(0.2)) return [{ do: 'remove', path }];
    if (path.endsWith('css')) return [{ do: 'write', path, text: `p { margin: ${n(random)}px; }\n` }];
    if (path.endsWith('txt')) return [{ do: 'write', path, text: `${n(random)}\n` }];
    return [{ do: 'write', path, text: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">' +
        `<path d="M0 0h${n(random)}v1z"/></svg>\n` }];
}

function changePicture(world, random) {
    const path = random.pick(world.paths(/^content\/media\//));
    const picture = () => random.pick(pictures).toString('base64');
    return random.weighted([
        [4, () => path && [{ do: 'write', path, base64: picture() }]],
        [2, () => [{ do: 'write', path: `content/media/p${random.below(5)}.png`, base64: picture() }]],
        [1, () => path && !path.endsWith('map.png') && [{ do: 'remove', path }]],
        [1, () => path && [{ do: 'copy', path, to: `content/media/maps/p${random.below(5)}.png` }]],
    ])();
}

// ---- Configuration ------------------------------------------------------------------------------

function changeSite(world, random) {
    const shuffled = (list) => list.map((each) => [random.next(), each]).sort(([a], [b]) => a - b).map(([, each]) => each);
    const menu = ['reports', 'countries', 'subjects', 'pages', 'a-z', 'site-map',
                  ...itemsOf(world, 'pages').map((id) => `pages/${id}`)];
    const official = localesOf(world).filter(() => random.chance(0.8));
    const [key, value] = random.weighted([
        [3, ['title', phrase('en', random)]], [1, ['description', random.pick([null, phrase('en', random)])]],
        [2, ['base_url', random.pick([null, 'https://portal.example/sub/', 'https://other.example/'])]],
        [2, ['theme', random.pick(['plain', 'portal'])]], [2, ['languages', `{official: [${shuffled(official).join(', ')}]}`]],
        [1, ['home', random.pick([null, ...itemsOf(world, 'pages').map((id) => `pages/${id}`)])]],
        [2, ['main', `[${shuffled(menu).slice(0, 4).join(', ')}]`]], [1, ['footer', `[${shuffled(menu).slice(0, 3).join(', ')}]`]],
        [1, ['summary', phrase('en', random)]], [1, ['full', phrase('en', random)]],
    ]);
    return [{ do: 'set', path: 'content/site.yaml', key, value }];
}

// The same bytes, read otherwise.
function changeCharset(world, random) {
    const path = 'content/site.yaml';
    const from = /charset: [\w-]+/.exec(world.text(path))?.[0];
    return from ? [{ do: 'replace', path, from, to: `charset: ${random.pick(['windows-1251', 'windows-1252', 'KOI8-R'])}` }] : null;
}

const settings = [['label', (random) => phrase('en', random)], ['singular', (random) => phrase('en', random)],
                  ['description', (random) => random.pick([null, phrase('en', random)])],
                  ['count', (random) => `{one: "{n} ${n(random)}", many: "{n} things"}`],
                  ...Array(3).fill(['untranslated', (random) => random.pick(['link', 'page', 'hide'])]),
                  ['index', (random) => `{sort: title, group: ${random.pick(['letter', 'none'])}, ` +
                      `order: ${random.pick(['ascending', 'descending'])}, page_size: ${1 + random.below(6)}}`],
                  ['numbered_paragraphs', (random) => random.pick(['yes', 'no'])],
                  ['template', (random) => random.pick([null, 'item', 'report'])]];

function changeCollection(world, random) {
    const path = aCollection(world, random);
    if (!path) return null;
    if (random.chance(0.3)) {
        const fields = ['{type: text, label: Extra}', '{type: markdown, label: Extra}', null];
        return [{ do: 'replace', path, from: /^  extra:/m.test(world.text(path)) ? /^  extra:.*\n/m.exec(world.text(path))[0] : 'fields:\n',
                  to: /^  extra:/m.test(world.text(path)) ? '' : `fields:\n  extra: ${random.pick(fields.slice(0, 2))}\n` }];
    }
    const [key, value] = random.pick(settings);
    return [{ do: 'set', path, key, value: value(random) }];
}

function changeField(world, random) {
    const path = 'content/reports/_collection.yaml';
    const [from, to] = random.pick([
        [/, facet: \{[^}]*\}/, ''], [/label: Countries(?=,)/, `label: ${phrase('en', random)}`],
        [/reverse: [A-Za-z ]+/, `reverse: ${phrase('en', random)}`], [/unit: USD/, 'unit: EUR'], [/unit: EUR/, 'unit: USD'],
        [/By \w+/, `By ${n(random)}`], [/  symbol: .*\n/, ''], [/label: Date\}/, 'label: Date, facet: {id: year, label: By year}}'],
    ]);
    const found = world.has(path) && from.exec(world.text(path));
    return found ? [{ do: 'replace', path, from: found[0], to }] : null;
}

// ---- Files, and what stat() says of them --------------------------------------------------------

const times = [0, 946684800, 1400000000, 4102444800];

function disguise(world, random) {
    const path = aPath(world, random, /\.(md|yaml|po|mustache|css)$/);
    const word = path && random.pick(world.text(path).match(/(?<=["> ])[a-z]{4,}(?=[.,"<\n ])|\d{3,}/g) ?? []);
    if (!word) return null;
    return [{ do: 'disguise', path, from: word, to: word.slice(0, -1) + (/\d/.test(word) ? random.below(10) : random.pick([...'xyz'])) }];
}

function swap(world, random) {
    const path = aPath(world, random, /\.(md|yaml|png|mustache)$/);
    if (!path) return null;
    const alike = path.replace(/[^/]*$/, '') + (file.test(path) ? `[^_/][^/]*\\.${partsOf(path).lang}\\.` : '[^_/]+');
    const to = random.pick(world.paths(new RegExp(`^${alike}`)).filter((each) => each !== path));
    const time = random.pick(times);
    return to && [{ do: 'twin', path, to, time }, { do: 'build', jobs: 2 }, { do: 'swap', path, to, time }];
}

const touch = (world, random) => [{ do: 'touch', path: aPath(world, random), time: random.pick([...times, null]) }];

function rewrite(world, random) { // the same bytes
    const path = aPath(world, random);
    return [{ do: 'copy', path, to: path }];
}

// ---- State, out/ and runs -----------------------------------------------------------------------

const damageState = (_, random) => [random.weighted([
    [8, { do: 'damage', how: random.pick(['truncate', 'empty', 'flip', 'flip', 'garbage', 'append', 'remove', 'folder']),
          which: random.next(), at: random.next() }],
    [1, { do: 'forget' }],
    [2, { do: 'shelve' }],
    [2, { do: 'restore', part: '.isogloss' }],
    [2, { do: 'restore', part: 'out' }],
])];

const handInOut = (_, random) => [random.weighted([
    [8, { do: 'hand', how: random.pick(['change', 'disguise', 'remove', 'touch', 'copy']), which: random.next() }],
    [1, { do: 'exchange', which: random.next(), other: random.next() }],
    [1, { do: 'removeFolder', lang: random.pick(languages) }],
    [1, { do: 'removeOut' }],
    [3, { do: 'foreign', path: random.pick(['', 'en/', 'zh/reports/', 'media/', 'sw/']) + `foreign-${random.below(5)}.txt`,
          text: `${n(random)}` }],
])];

const calls = ['openat', 'write', 'close', 'renameat', 'unlinkat', 'mkdirat', 'newfstatat', 'fdatasync', 'read', 'getdents64',
               'flock', 'ftruncate', 'syncfs'];

function kill(world, random) {
    const change = random.pick([changeSite, changeTemplate, renameItem, (...both) => setKey(...both, 'title')])(world, random);
    const when = Math.floor(2 ** (random.next() * 8));
    return change && [...change, { do: 'kill', call: random.chance(0.7) ? random.pick(calls) : null, when,
                                   after: random.below(25), jobs: random.pick([1, 2, 4]) }];
}

const clock = (_, random) => [{ do: 'clock', now: random.pick([null, 0, 1356998400, 1367798400 + 86400 * random.below(400), 4e9]) }];

// What holds an item or a translation back, or no longer does.
const momentOf = (seconds, offset) =>
    new Date((seconds + offset * 3600) * 1000).toISOString().slice(0, 19) + (offset < 0 ? '-0' : '+0') + Math.abs(offset) + ':00';
const releaseOf = {
    publish_at: (random) => momentOf(1356998400 + 86400 * random.below(500), random.below(10) - 5),
    visibility: (random) => random.pick(['public', 'restricted']),
    consent: (random) => `{given: ${random.pick(['yes', 'no'])}, by: Somebody, date: 2015-01-01}`,
    release: (random) => random.pick(['rolling', 'simultaneous', 'simultaneous']),
    required_languages: (random, world) => random.pick(['official', some(localesOf(world), random)]),
    status: (random) => random.pick(['draft', 'reviewed', 'final']),
    machine_assisted: () => 'yes',
    reviser: () => 'Somebody',
};
const ofTranslations = ['publish_at', 'status', 'machine_assisted', 'reviser'];

function hold(world, random) {
    const path = random.pick(world.paths(file));
    if (!path) return null;
    const { collection } = partsOf(path);
    const keys = Object.keys(releaseOf).filter((key) => key === 'publish_at' || isTranslation(world, path) === ofTranslations.includes(key));
    const key = random.pick([...keys, 'publish_at']);
    const isHeld = keys.find((each) => new RegExp(`^${each}:`, 'm').test(world.text(path)));
    if (isHeld && random.chance(0.6)) return [{ do: 'set', path, key: isHeld, value: null }];
    if (collection === 'pages' && random.chance(0.8)) return null; // menus would be empty all the time
    return [{ do: 'set', path, key, value: releaseOf[key](random, world) }];
}

function holdCollection(world, random) {
    const path = random.pick([...world.paths(/_collection\.yaml$/), 'content/site.yaml']);
    const key = path.endsWith('site.yaml') ? random.pick(['release', 'required_languages'])
        : random.pick(['release', 'required_languages', 'consent']);
    const isSet = new RegExp(`^${key}:`, 'm').test(world.text(path));
    const value = key === 'consent' ? 'required' : releaseOf[key](random, world);
    return [{ do: 'set', path, key, value: isSet && random.chance(0.8) ? null : value }];
}

// What becomes of a document: keys of originals that say so, and take it back.
const lives = {
    superseded_by: (random, world, { collection, id }) => random.pick(itemsOf(world, collection).filter((each) => each !== id)),
    former_ids: (random) => `[was-${random.below(9)}]`,
    adopted: aDate,
    provisional: () => 'yes',
    distribution: (random) => random.pick(['general', 'limited']),
    history: (random) => `[{date: ${aDate(random)}, type: ${random.pick(['rev', 'corr', 'reissue'])}, note: ${phrase('en', random)}}]`,
};

function changeLife(world, random) {
    const path = random.pick(world.paths(file));
    if (!path || isTranslation(world, path) || /content\/pages/.test(path)) return null;
    const isSet = (key) => new RegExp(`^${key}:`, 'm').test(world.text(path));
    if (isSet('withdrawn')) return [{ do: 'set', path, key: 'withdrawn', value: null }, { do: 'set', path, key: 'status', value: null }];
    const set = Object.keys(lives).find(isSet);
    if (set && random.chance(0.7)) return [{ do: 'set', path, key: set, value: null }];
    if (random.chance(0.25)) {
        return [{ do: 'set', path, key: 'status', value: 'withdrawn' },
                { do: 'set', path, key: 'withdrawn', value: `{date: ${aDate(random)}, reason: ${phrase('en', random)}}` }];
    }
    const key = random.pick(Object.keys(lives));
    return [{ do: 'set', path, key, value: lives[key](random, world, partsOf(path)) ?? null }];
}

// The second before a moment that some file names, that second, or one after it. No file is touched.
function waitForIt(world, random) {
    const moments = world.paths(file).map((path) => /^publish_at: (.*)$/m.exec(world.text(path))?.[1]).filter(Boolean);
    if (!moments.length) return null;
    const now = Date.parse(random.pick(moments)) / 1000;
    return [{ do: 'clock', now: now - 1 }, { do: 'build', jobs: 2 }, { do: 'clock', now: now + random.below(2) }];
}

const interlude = (_, random) => [random.pick([{ do: 'look', words: ['check'] }, { do: 'look', words: ['dump', 'plan'] }])];

// ---- Mistakes -----------------------------------------------------------------------------------

function mistake(world, random) {
    const [pattern, wrong] = random.pick([
        [/\.md$/, '\n<b>raw</b>\n'], [/\.md$/, '\n[x](reports/nothing)\n'], [/\.md$/, '\n![](media/none.png)\n'],
        [/\.yaml$/, 'title: twice\n'], [/\.yaml$/, 'no_such_key: 1\n'], [/\.yaml$/, '\t- x\n'],
        [/\.po$/, '\nmsgid "open\n'], [/\.mustache$/, '{{#open}}'], [/\.mustache$/, '{{>nowhere}}'],
        [/\.mustache$/, '<a href="nowhere.html">x</a>'], [/\.png$/, 'text'], [/reports\/.*md$/, null],
    ]);
    const path = aPath(world, random, pattern);
    if (!path) return null;
    return [wrong ? { do: 'append', path, text: wrong } : { do: 'set', path, key: 'date', value: 'soon' }];
}

// ---- All of them, by how often ------------------------------------------------------------------

const edits = [
    ['change a title', 5, (...both) => setKey(...both, 'title')], ['change a summary', 2, (...both) => setKey(...both, 'summary')],
    ['sort it elsewhere', 1, (...both) => setKey(...both, 'sort_key')], ['change a field', 8, (...both) => setKey(...both)],
    ['draft or not', 2, setFlag('status', 'draft')], ['sample or not', 1, setFlag('sample', 'yes')],
    ['change a text', 5, changeBody], ['change a heading', 2, changeHeading], ['add a paragraph', 2, addParagraph], ['add an item', 4, addItem],
    ['remove an item', 2, removeItem], ['rename an item', 2, renameItem], ['add a translation', 4, addTranslation],
    ['remove a translation', 2, removeTranslation], ['say the same', 2, sayTheSame], ['change a message', 4, changeMessage], ['add a message', 3, addMessage],
    ['remove a message', 2, removeMessage], ['change the plural rule', 1, changePlural], ['add a language', 1, addLocale],
    ['remove a language', 1, removeLocale], ['pin a locale', 2, pinLocale], ['name a language', 1, nameLanguage],
    ['change a template', 4, changeTemplate], ['change a partial', 2, changePartial], ['link by hand', 3, linkByHand], ['change an asset', 3, changeAsset],
    ['change a picture', 3, changePicture], ['change site.yaml', 6, changeSite], ['change a charset', 2, changeCharset], ['change a collection', 4, changeCollection],
    ['change a declared field', 2, changeField], ['change unseen', 6, disguise], ['swap two files', 5, swap], ['touch', 2, touch],
    ['write the same', 1, rewrite], ['damage the state', 6, damageState], ['a hand in out/', 8, handInOut], ['kill a build', 6, kill],
    ['hold or release', 5, hold], ['hold a collection', 1, holdCollection], ['change a life', 4, changeLife], ['wait for the moment', 3, waitForIt],
    ...followingEdits, ['move the clock', 2, clock], ['something between', 1, interlude], ['make a mistake', 3, mistake],
].map(([why, weight, edit]) => [weight, { why, edit }]);

// The next edit, of those whose names fit: a list of actions.
export function nextEdit(world, random, isBroken, names) {
    if (isBroken && random.chance(0.7)) return [{ why: 'mend', do: 'mend' }];
    if (world.warned.length && random.chance(0.35)) return [{ why: 'tidy up', do: 'tidy' }];
    const some = names ? edits.filter(([, { why }]) => names.test(why)) : edits;
    for (;;) {
        const { why, edit } = random.weighted(some);
        const replaces = random.chance(0.4);
        const actions = edit(world, random);
        if (actions?.length) return actions.map((action) => ({ why, ...action, ...(replaces && { replaces }) }));
    }
}
