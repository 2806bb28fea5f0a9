// The site that the edits begin with: small, but with one of everything that makes one page depend
// on another file. A Map of paths to their bytes.

import { followers } from './following.mjs';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

// Files from before Unicode, by the rule of site.yaml below.
export const charsetOf = (path) => (/\/old-[^/]*\.fr\.md$/.test(path) ? 'latin1' : 'utf8');

// Grey pictures of one pixel, of one size.
export const pictures = [
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPQAwAAQABAv2CKNQAAAABJRU5ErkJggg==',
].map((text) => Buffer.from(text, 'base64'));

const site = `title: Portal
description: A portal of many tongues.
base_url: https://portal.example/sub/
theme: plain
languages: {official: [ar, zh, en, fr]}
home: pages/home
menus:
  main: [reports, countries, pages/about, a-z]
  footer: [subjects, pages/help, site-map]
taxonomies:
  kind:
    summary: Summary
    full: Full report
  group:
    south: South
    ldc: Least developed
  mix:
    ss: South-South
    tri: Triangular
    ns: North-South
encodings:
  - {path: "reports/old-*.fr.md", charset: windows-1252}
`;

const collections = {
    pages: `label: Pages
description: About all this.
body: required
untranslated: page
index: {sort: title}
fields:
  title: {type: text, required: yes, translatable: yes}
  summary: {type: text, translatable: yes}
`,
    countries: `label: Countries
singular: Country
count: {one: "{n} country", many: "{n} countries"}
untranslated: link
title_from: code
index: {sort: title, group: letter, page_size: 3}
fields:
  title: {type: text, required: yes, translatable: yes}
  code: {type: country, label: Code}
  tongue: {type: language, label: Tongue}
  groups: {type: list, label: Groups, of: {type: map, valid: {from: from, to: to}, fields: {group: {type: term, of: group}, from: {type: date}, to: {type: date}}}}
  now: {type: list, of: {type: term, of: group}, label: Now, compute: {path: groups.group, at: now}, facet: {id: now, label: By group}}
  population: {type: number, label: Population, unit: {one: "{n} person", many: "{n} persons"}}
`,
    subjects: `label: Subjects
singular: Subject
data: no
untranslated: hide
fields:
  title: {type: text, required: yes, translatable: yes}
  summary: {type: text, translatable: yes}
  part_of: {type: reference, to: subjects, parent: yes, label: Part of}
`,
    reports: `label: Reports
singular: Report
count: {one: "{n} report", many: "{n} reports"}
description: What was said.
body: required
numbered_paragraphs: yes
cited_by: Cited in
untranslated: link
schema: Report
citation: report
calendar: days
index: {sort: date, order: descending, group: year, page_size: 4}
fields:
  title: {type: text, required: yes, translatable: yes}
  summary: {type: text, translatable: yes}
  symbol: {type: text, label: Symbol, citation: number}
  kind: {type: term, of: kind, label: Kind, facet: {id: kind, label: By kind}}
  date: {type: date, label: Date, facet: {id: year, label: By year}}
  days: {type: date_range, label: Days}
  countries: {type: list, of: {type: reference, to: countries}, label: Countries, reverse: Reports, facet: {id: country, label: By country}, schema: spatialCoverage}
  subjects: {type: list, of: {type: reference, to: subjects}, label: Subjects, reverse: Reports, facet: {id: subject, label: By subject}}
  follows: {type: reference, to: reports, label: Follows, reverse: Followed by}
  attendance: {type: number, label: Attendance, unit: {one: "{n} participant", many: "{n} participants"}}
  share: {type: number, unit: percent, label: Share}
  budget: {type: number, unit: USD, label: Budget}
  notes: {type: markdown, translatable: yes, label: Notes}
  speakers: {type: list, of: {type: map, fields: {name: {type: text, label: Name, citation: author, schema: contributor}, office: {type: text, translatable: yes, label: Office}}}, label: Speakers}
  contact: {type: email, label: Contact}
  tongues: {type: list, of: {type: language}, label: Tongues, compute: {languages: versions}, facet: {id: tongue, label: By tongue}}
  mix: {type: term, of: mix, label: Mix, compute: {parties: [countries], member: groups.group, of: south, at: date, cases: [{is: ss, members: all}, {is: tri, members: 2, others: 1}, {is: ns}]}}
`,
    needs: `label: Needs
expires: until
matches:
  - with: offers
    label: Offers for this
    reverse: Needs for this
    limit: 2
    require:
      - {ours: subjects, theirs: subjects, tree: yes, reason: "Subject: {value}"}
      - {ours: [country, country.groups.group], theirs: [open_to, open_groups], empty: matches, reason_any: Open to all}
    prefer:
      - {ours: country.tongue, theirs: tongues, reason: "Tongue: {value}"}
      - {ours: country.groups.group, of: ldc, reason: Least developed first}
fields:
  title: {type: text, required: yes, translatable: yes}
  country: {type: reference, to: countries, label: Country, reverse: Needs}
  subjects: {type: list, of: {type: reference, to: subjects}, label: Subjects}
  until: {type: date, label: Until}
  source: {type: reference, to: reports, label: Source, reverse: Needs said here}
`,
    offers: `label: Offers
fields:
  title: {type: text, required: yes, translatable: yes}
  subjects: {type: list, of: {type: reference, to: subjects}, label: Subjects, facet: {id: subject, label: By subject}}
  open_to: {type: list, of: {type: reference, to: countries}, label: Open to}
  open_groups: {type: list, of: {type: term, of: group}, label: Open to groups}
  tongues: {type: list, of: {type: language}, label: Tongues}
`,
};

const records = {
    'countries/pe.en': 'title: Peru\ncode: pe\npopulation: 1\ntongue: es\ngroups: [{group: south}, {group: ldc, to: 2013-05-06}]\n',
    'countries/pe.ar': 'translates: en\ntitle: بيرو\n',
    'countries/eg.ar': 'title: مصر\ncode: eg\npopulation: 1234567\ntongue: ar\n',
    'countries/eg.en': 'translates: ar\ntitle: Egypt\n',
    'countries/cn.zh': 'title: 中国\ncode: cn\n',
    'countries/ci.fr': "title: Côte d'Ivoire\ncode: ci\n",
    'countries/mx.en': 'title: Mexico\ncode: mx\nsample: yes\n',
    'needs/examiners.en': 'title: Examiners\ncountry: pe\nsubjects: [patents]\nuntil: 2014-06\nsource: lima#p1\n',
    'needs/library.fr': 'title: Bibliothèque\ncountry: ci\nsubjects: [search, marks]\n',
    'offers/tutors.en': 'title: Tutors\nsubjects: [search]\ntongues: [es]\n',
    'offers/tutors.fr': 'translates: en\ntitle: Tuteurs\n',
    'offers/brands.zh': 'title: 商标\nsubjects: [marks, patents]\nopen_groups: [ldc]\n',
    'subjects/patents.en': 'title: Patents\nsummary: Of inventions.\n',
    'subjects/patents.zh': 'translates: en\ntitle: 专利\n',
    'subjects/search.en': 'title: Search\npart_of: patents\n',
    'subjects/search.fr': 'translates: en\ntitle: Recherche\n',
    'subjects/marks.fr': 'title: Marques\n',
    'subjects/seeds.ar': 'title: البذور\npart_of: patents\n',
};

const texts = {
    'pages/home.en': ['title: Home', '## First steps\n\nRead the [report](reports/lima#p2).\n'],
    'pages/home.ar': ['translates: en\ntitle: البداية', '## الخطوات\n\nاقرأ [](reports/lima).\n'],
    'pages/about.fr': ['title: À propos', 'Un **texte**.\n\n![Carte](media/map.png "Une carte")\n'],
    'pages/help.en': ['title: Help', 'See [](pages/about) and [Peru](countries/pe).\n\n' +
        '| Word | Sense |\n|:-----|------:|\n| one  |     1 |\n: Words\n'],
    'reports/lima.en': [
        'title: Lima Meeting\nsummary: On patents.\nkind: full\ndate: 2013-05-06\n' +
        'days: 2013-05-06/2013-05-08\ncountries: [pe, eg]\nsubjects: [patents]\nattendance: 1\n' +
        'share: 12.5\nbudget: 20000\nnotes: "Of *note*."\ncontact: office@portal.example\n' +
        'speakers: [{name: A. Rojas, office: Chair}]',
        '## Opening\n\n1. The chair spoke.\n\n2. Two questions:\n\n   1. when;\n\n   2. where[^1].\n\n' +
        '[^1]: See [](countries/pe).\n'],
    'reports/lima.ar': [
        'translates: en\ntitle: اجتماع ليما\nspeakers: [{office: الرئيس}]',
        '## الافتتاح\n\n1. تحدث الرئيس.\n\n2. سؤالان:\n\n   1. متى؛\n\n   2. أين[^1].\n\n[^1]: انظر [](countries/pe).\n'],
    'reports/lima.zh': [
        'translates: en\ntitle: 利马会议\nsummary: 关于专利。',
        '## 开幕\n\n1. 主席发言。\n\n2. 两个问题：\n\n   1. 时间；\n\n   2. 地点[^1]。\n\n[^1]: 见[](countries/pe)。\n'],
    'reports/cairo.ar': [
        'title: مؤتمر القاهرة\nkind: summary\ndate: 2012-11\ncountries: [eg]\nsubjects: [seeds]\nattendance: 11\nfollows: lima',
        '1. افتتح المؤتمر.\n'],
    'reports/cairo.fr': ['translates: ar\ntitle: Conférence du Caire', '1. La conférence a été ouverte.\n'],
    'reports/cairo.en': ['translates: fr\ntitle: Cairo Conference', '1. The conference was opened.\n'],
    'reports/geneva.en': [
        'title: Geneva Conference\ndate: 2013\ncountries: [pe, cn]\nsubjects: [search, patents]\nattendance: 120',
        '1. Ideas.\n\n2. As in [Lima](reports/lima#p1).\n\n![The map](media/map.png)\n'],
    'reports/beijing.zh': ['title: 北京会议\ndate: 2014-02-01\ncountries: [cn]\nkind: full', '1. 开幕[^1]。\n\n[^1]: 注。\n'],
    'reports/dakar.fr': ['title: Réunion de Dakar\ndate: 2014-02-01\nsubjects: [marks]',
        '1. Ouverture : [](reports/undated), [](countries/mx).\n'], // with titles that stand nowhere else on the page
    'reports/old-abidjan.fr': ['title: Réunion d’été\ndate: 1998-07-01\ncountries: [ci]', '1. Très tôt.\n'],
    'reports/old-bouake.fr': ['title: Bouake\nsummary: Soon.\ndate: 2014-01', '1. Bientôt.\n'],
    'reports/undated.en': ['title: Zebra notes\nsymbol: N/1', '1. Undated.\n'],
    'reports/secret.en': ['title: Not yet\nstatus: draft\ndate: 2015-01-01', '1. Nothing.\n'],
};

const catalogHead = (lang, plural) => `msgid ""\nmsgstr ""\n"Language: ${lang}\\n"\n` +
    `"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: ${plural}\\n"\n`;
export const plurals = {
    ar: 'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);',
    zh: 'nplurals=1; plural=0;',
    en: 'nplurals=2; plural=(n != 1);',
    fr: 'nplurals=2; plural=(n > 1);',
};
const catalogs = {
    en: { Reports: 'Reports' },
    ar: {
        Portal: 'البوابة', Reports: 'التقارير', Countries: 'البلدان', Home: 'الرئيسية', 'A to Z': 'الفهرس',
        '(in {language})': '(باللغة {language})', Summary: 'ملخص', 'By country': 'حسب البلد',
        '{n} report|{n} reports': ['لا تقارير', 'تقرير', 'تقريران', '{n} تقارير', '{n} تقريرا', '{n} تقرير'],
    },
    zh: {
        Portal: '门户', Reports: '报告', Subjects: '主题', 'A to Z': '索引', 'Full report': '全文', Date: '日期',
        '{n} report|{n} reports': ['{n}份报告'], '{n} participant|{n} participants': ['{n}人'], Undated: '无日期', Notes: '注释',
    },
    fr: {
        Portal: 'Portail', Reports: 'Rapports', Countries: 'Pays', Home: 'Accueil', Languages: 'Langues',
        'What was said.': 'Ce qui a été dit.', '(in {language})': '(en {language})',
        '{n} country|{n} countries': ['{n} pays', '{n} pays'], 'Page {page} of {pages}': 'Page {page} sur {pages}',
        'Only available in {{language}}.': 'Seulement en {{language}}.', 'not translated': 'non traduit',
    },
};

export function catalog(lang, messages = {}) {
    return catalogHead(lang, plurals[lang] ?? plurals.en) + Object.entries(messages).map(([id, text]) => {
        const [one, many] = id.split('|');
        if (!many) return `\nmsgid "${one}"\nmsgstr "${text}"\n`;
        return `\nmsgid "${one}"\nmsgid_plural "${many}"\n` +
            text.map((form, n) => `msgstr[${n}] "${form}"\n`).join('');
    }).join('');
}

// A theme as it lies in this repository, under the name of the site.
function addTheme(files, folder, name) {
    for (const entry of readdirSync(join(top, folder), { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.path, entry.name);
        files.set(`themes/${name}/${file.slice(join(top, folder).length + 1)}`, readFileSync(file));
    }
}

// Values of fields through a template that the data name.
const dynamicNames = '{{>*id}}';
const budget = '<b>{{label}}: {{#values}}{{text}}{{/values}}</b>\n';

export function beginning() {
    const files = new Map();
    const add = (path, text) => files.set(path, Buffer.from(text, charsetOf(path)));
    add('content/site.yaml', site);
    for (const [id, text] of Object.entries(collections)) add(`content/${id}/_collection.yaml`, text);
    for (const [id, text] of Object.entries(records)) add(`content/${id}.yaml`, text);
    for (const [id, [head, body]] of Object.entries(texts)) {
        // U+2019 is not in Latin-1, which Node writes for us, but in windows-1252.
        add(`content/${id}.md`, `---\n${head}\n---\n\n${body}`.replace('’', "'"));
    }
    files.set('content/media/map.png', pictures[0]);
    files.set('content/media/maps/other.png', pictures[1]);
    for (const [lang, messages] of Object.entries(catalogs)) {
        add(`locales/${lang}/portal.po`, catalog(lang, messages));
    }
    for (const [path, text] of followers) add(path, text);
    add('locales/sw/portal.po', '');
    add('locales/ar/locale.yaml', 'digits: arab\n');
    add('locales/sw/locale.yaml', 'name: Kiswahili\n');
    addTheme(files, 'tests/sites/theme', 'plain');
    addTheme(files, 'themes/portal', 'portal');
    const item = 'themes/plain/templates/item.mustache';
    add(item, files.get(item).toString().replace('{{#fields}}\n', `{{#fields}}\n${dynamicNames}\n`));
    add('themes/plain/templates/budget.mustache', budget);
    add('themes/plain/assets/mark.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0h1v1z"/></svg>\n');
    return files;
}
