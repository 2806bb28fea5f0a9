// Which language is what in: pages, fragments, links to other languages, and what search engines
// are told about it.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { autonyms, baseUrl, build, closest, directionOf, foreignLetters, hasClass, languageAt,
         languages, site, squeeze, textOf } from '../lib/portal.mjs';
import { XmlFile } from '../lib/xml.mjs';

const portal = build();
const folderOf = (path) => path.split('/')[0];
// The page of all languages, and those of symbols, are in none.
const isOfAll = (path) => path === 'index.html' || path.startsWith('s/');
const leadsOn = (page) => page.all('meta', (has) => has['http-equiv'] === 'refresh').length > 0;
const inLanguage = (path, lang) => path.replace(/^[^/]+/, lang);
const address = (path) => new URL(path === 'index.html' ? '' : path, baseUrl).href;
const pathOf = (href) => (href.startsWith(baseUrl) ? href.slice(baseUrl.length) || 'index.html' : null);

// The languages an item was really written in or translated into, from its sources alone; null for
// a page that is no item.
const sources = new Map();
for (const collection of readdirSync(join(site, 'content'), { withFileTypes: true })) {
    if (!collection.isDirectory()) continue;
    for (const file of readdirSync(join(site, 'content', collection.name))) {
        const [, name, lang] = /^([^_].*)\.([\w-]+)\.(?:md|yaml)$/.exec(file) ?? [];
        if (!name) continue;
        const item = `${collection.name}/${name}`;
        sources.set(item, [...(sources.get(item) ?? []), lang]);
    }
}
function writtenIn(path) {
    const item = path.replace(/^[^/]+\/(.*)\.html$/, '$1');
    if (!sources.has(item)) return null;
    return languages.filter((lang) => sources.get(item).includes(lang) ||
        existsSync(join(site, 'locales', lang, 'content', `${item}.po`)));
}

// ---- The checks: each gives a list of what is wrong ---------------------------------------------

function encodingFaults(portal) {
    const faults = [];
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for (const path of portal.paths) {
        let text;
        try {
            text = decoder.decode(portal.bytes(path));
        } catch {
            faults.push(`${path}: not UTF-8`);
            continue;
        }
        // A form to fill in begins with one, for editors and for browsers that show it from the disk.
        if (text.startsWith('\uFEFF') !== path.endsWith('--form.yaml')) faults.push(`${path}: begins with ${text.startsWith('\uFEFF') ? 'a' : 'no'} BOM`);
        if (text.normalize('NFC') !== text) faults.push(`${path}: not in NFC`);
        if (path.endsWith('.html') &&
            !/<meta charset="utf-8">/i.test(portal.bytes(path).subarray(0, 1024).toString('latin1'))) {
            faults.push(`${path}: no charset in its first 1024 bytes`);
        }
    }
    return faults;
}

function headFaults(portal) {
    const faults = [];
    for (const path of portal.pages) {
        const page = portal.page(path);
        const lang = isOfAll(path) ? 'en' : folderOf(path);
        const { lang: stated, dir } = page.html.attributes;
        if (stated !== lang) faults.push(`${path}: lang="${stated}"`);
        if (dir !== directionOf(lang)) faults.push(`${path}: dir="${dir}"`);
        for (const element of page.all('*', (has) => 'lang' in has)) {
            if (closest(element, (at) => at.tagName === 'svg')) continue; // has no dir; see untranslated.test.mjs
            const around = closest(element.parentNode, (at) => 'dir' in at.attributes)?.attributes.dir;
            const here = element.attributes.dir ?? around ?? 'ltr';
            if (here !== directionOf(element.attributes.lang) && here !== 'auto') {
                faults.push(`${path}: <${element.tagName} lang="${element.attributes.lang}"> runs ${here}`);
            }
        }
        const headings = page.all('h1').length;
        if (headings !== 1) faults.push(`${path}: ${headings} h1`);
    }
    return faults;
}

// Text in letters that the language it is said to be in does not use.
const spoken = ['alt', 'title', 'aria-label', 'placeholder'];
function foreignFaults(portal) {
    const faults = [];
    for (const path of portal.pages) {
        const page = portal.page(path);
        const borrowed = page.noindex; // shows a version in another language; the head cannot be marked
        const report = (text, lang, where) => {
            const letters = foreignLetters(text, lang);
            if (letters) faults.push(`${path}: ${where} in ${lang} has “${letters}”: ${squeeze(text).slice(0, 80)}`);
        };
        for (const { text, parent } of page.texts) {
            if (parent.tagName === 'style' || (borrowed && parent.tagName === 'title')) continue;
            report(text, languageAt(parent), 'text');
        }
        for (const element of page.elements) {
            for (const name of spoken) {
                if (element.attributes[name]) report(element.attributes[name], languageAt(element), name);
            }
            if (element.tagName === 'meta' && element.attributes.name === 'description' && !borrowed) {
                report(element.attributes.content, languageAt(element), 'description');
            }
        }
    }
    return faults;
}

// A code that nobody has put a name to, such as that of a language.
function codeFaults(portal) {
    return portal.pages.flatMap((path) => portal.page(path).texts
        .filter(({ text, parent }) => /^[a-z]{2,3}(-\w{1,8})*$/.test(squeeze(text)) &&
            closest(parent, (at) => at.tagName === 'dd'))
        .map(({ text }) => `${path}: “${squeeze(text)}” is a code, not a name`));
}

// Letters tell nothing between languages that share them. But a sentence that is marked as two
// different languages on two pages is wrong on one of them.
const alike = new Set(['República Democrática de Timor-Leste']); // in Portuguese and Spanish
function twoTonguedFaults(portal) {
    const seen = new Map();
    for (const path of portal.pages) {
        for (const { text, parent } of portal.page(path).texts) {
            const sentence = squeeze(text);
            if (/[/@]/.test(sentence)) continue; // an address
            if (alike.has(sentence)) continue;
            if ((sentence.match(/\p{L}{4,}/gu) ?? []).length < 3) continue; // a name, a date
            if (/^(?:\p{Lu}[\p{L}\p{M}’-]*(?: |$)){2,4}$/u.test(sentence)) continue; // the name of a person
            const lang = languageAt(parent);
            if (!seen.has(sentence)) seen.set(sentence, new Map());
            if (!seen.get(sentence).has(lang)) seen.get(sentence).set(lang, path);
        }
    }
    return [...seen].filter(([, where]) => where.size > 1).map(([sentence, where]) =>
        `“${sentence.slice(0, 80)}” is ${[...where].map(([lang, path]) => `${lang} in ${path}`).join(', ')}`);
}

function switcherFaults(portal) {
    const faults = [];
    for (const path of portal.pages.filter((each) => !each.startsWith('s/') && !leadsOn(portal.page(each)))) {
        const page = portal.page(path);
        const lang = folderOf(path);
        const chooser = path === 'index.html';
        const links = page.all('a').filter((link) => chooser ||
            closest(link, (at) => at.tagName === 'nav' && hasClass(at, 'languages')));
        const bad = (text) => faults.push(`${path}: the language switcher ${text}`);
        for (const tag of languages) {
            const found = links.filter((link) => link.attributes.hreflang === tag);
            if (found.length !== 1) {
                bad(`has ${found.length} links to ${tag}`);
                continue;
            }
            const [link] = found;
            const { attributes } = link;
            const shown = squeeze(textOf(chooser
                ? page.elements.find((at) => at.tagName === 'strong' && at.parentNode === link) : link));
            if (shown !== autonyms[tag]) bad(`calls ${tag} “${shown}”`);
            if (attributes.lang !== tag || attributes.dir !== directionOf(tag)) bad(`does not mark ${tag}`);
            if (chooser) continue;
            if ((attributes['aria-current'] !== undefined) !== (tag === lang)) bad(`has another current language than ${lang}`);
            // Not every language stands beside another one; then another one, or the item, is the nearest.
            const same = inLanguage(path, tag);
            const target = portal.has(same) ? same : same.replace(/--with-[^/]+(?=\.html$)/, '');
            const to = pathOf(new URL(attributes.href, address(path)).href);
            const beside = squeeze(textOf(link.parentNode)).replace(shown, '');
            const item = (page) => page.replace(/--with-[^/]+(?=\.html$)/, '');
            const isAlike = to === target || (path !== item(path) && item(to) === item(target));
            if (portal.has(target) && !isAlike) bad(`leads to ${to} instead of ${target}`);
            if (!portal.has(target) && !beside) bad(`does not say that there is no version in ${tag}`);
            if (portal.has(target) && !portal.page(target).noindex && beside) bad(`says “${beside}” of ${target}`);
        }
        if (!chooser && !links.some((link) => pathOf(new URL(link.attributes.href, address(path)).href) === 'index.html')) {
            bad('does not lead to the page of all languages');
        }
        if (/\p{Regional_Indicator}/u.test(links.map(textOf).join(''))) bad('has flags');
    }
    return faults;
}

// A link that changes the language says so in words.
const deepest = (element) => {
    const inside = element.childNodes.filter((child) => child.tagName || child.value.trim());
    return inside.length === 1 && inside[0].tagName ? deepest(inside[0]) : element;
};
function crossingFaults(portal) {
    const faults = [];
    for (const path of portal.pages.filter((path) => path !== 'index.html')) {
        for (const link of portal.page(path).all('a', (has) => 'href' in has && !/^[a-z]+:/.test(has.href))) {
            const to = pathOf(new URL(link.attributes.href, address(path)).href.replace(/#.*/, ''));
            if (to === null || !to.includes('/') || folderOf(to) === folderOf(path) || /^(assets|s)\//.test(to)) continue;
            const text = squeeze(textOf(link));
            if (link.attributes.hreflang !== folderOf(to)) {
                faults.push(`${path}: the link “${text}” to ${to} has hreflang ${link.attributes.hreflang}`);
            }
            if ([autonyms[folderOf(to)], folderOf(to)].includes(text)) continue; // its name, or its tag
            const named = folderOf(path) in autonyms
                ? new Intl.DisplayNames([folderOf(path)], { type: 'language' }).of(folderOf(to)) : '';
            if (text.toLowerCase() === named.toLowerCase()) continue; // its name in the language of the page
            if (languageAt(deepest(link)) === folderOf(to) && text === squeeze(textOf(deepest(link)))) {
                continue; // whoever reads this text reads the target too
            }
            const note = [...text.matchAll(/[(（]([^()（）]+)[)）]/g)].pop();
            if (!note) faults.push(`${path}: the link “${text}” to ${to} does not say its language`);
        }
    }
    return faults;
}

// hreflang and canonical, in the pages and in the map of the site.
function alternateFaults(portal) {
    const faults = [];
    const told = new Map();
    for (const path of portal.pages) {
        const page = portal.page(path);
        const canonical = page.links('canonical').map((link) => link.attributes.href);
        const alternates = page.links('alternate').filter((link) => 'hreflang' in link.attributes)
            .map((link) => [link.attributes.hreflang, link.attributes.href]);
        const set = new Map(alternates);
        if (set.size !== alternates.length) faults.push(`${path}: one hreflang twice`);
        told.set(path, set);
        if (canonical.length > 1) faults.push(`${path}: ${canonical.length} canonical addresses`);
        if (page.noindex || leadsOn(page)) {
            if (set.size) faults.push(`${path}: has versions though it is not for search engines`);
            continue;
        }
        if (canonical[0] !== address(path)) faults.push(`${path}: canonical ${canonical[0]}`);
        if (path === 'index.html') continue;
        const expected = writtenIn(path) ?? languages.filter((lang) =>
            portal.has(inLanguage(path, lang)) && !portal.page(inLanguage(path, lang)).noindex);
        if (!expected.includes(folderOf(path))) faults.push(`${path}: not a real translation, but for search engines`);
        for (const lang of expected) {
            const href = set.get(lang);
            if (!href) faults.push(`${path}: does not list its version in ${lang}`);
            else if (href !== address(inLanguage(path, lang))) faults.push(`${path}: ${lang} is ${href}`);
            else if (!portal.has(pathOf(href))) faults.push(`${path}: ${href} does not exist`);
        }
        for (const lang of set.keys()) {
            if (lang !== 'x-default' && !expected.includes(lang)) faults.push(`${path}: lists ${lang}, which is no translation`);
        }
        if (set.get('x-default') !== address('index.html')) faults.push(`${path}: x-default is ${set.get('x-default')}`);
    }
    for (const [path, set] of told) { // reciprocity, whatever was expected
        for (const [lang, href] of set) {
            const there = lang === 'x-default' ? null : told.get(pathOf(href));
            const me = path === 'index.html' ? 'x-default' : folderOf(path);
            if (there && there.get(me) !== address(path)) faults.push(`${path}: ${href} does not answer`);
        }
    }
    const listed = new Map();
    for (const url of portal.sitemaps.flatMap((path) => new XmlFile(portal.text(path)).all('url'))) {
        const loc = url.text('loc');
        if (listed.has(loc)) faults.push(`sitemap.xml: ${loc} twice`);
        listed.set(loc, url.all('link').map((link) => `${link.attributes.hreflang} ${link.attributes.href}`).sort());
    }
    for (const path of portal.pages) {
        const there = listed.get(address(path));
        if (portal.page(path).noindex || leadsOn(portal.page(path))) {
            if (there) faults.push(`sitemap.xml: lists ${path}, which is not for search engines`);
        } else if (!there) {
            faults.push(`sitemap.xml: does not list ${path}`);
        } else {
            const here = [...told.get(path)].map(([lang, href]) => `${lang} ${href}`).sort();
            if (here.join() !== there.join()) faults.push(`sitemap.xml: other versions of ${path} than the page`);
        }
        listed.delete(address(path));
    }
    for (const loc of listed.keys()) {
        if (!portal.has(pathOf(loc))) faults.push(`sitemap.xml: lists ${loc}, which is no page`);
    }
    return faults;
}

// ---- The portal ---------------------------------------------------------------------------------

const checks = {
    'pages are UTF-8 in NFC and say so': encodingFaults,
    'pages and fragments have the direction of their language': headFaults,
    'no text is in letters foreign to its language': foreignFaults,
    'no code stands for a name': codeFaults,
    'no sentence is said to be in two languages': twoTonguedFaults,
    'the language switcher is complete on every page': switcherFaults,
    'a link to another language says so': crossingFaults,
    'search engines are told of real translations, and alike everywhere': alternateFaults,
};
for (const [name, check] of Object.entries(checks)) {
    test(name, () => assert.deepEqual(check(portal), []));
}

test('this test knows all languages of the portal', () => {
    assert.deepEqual([...new Set(portal.paths.filter((path) => /^[a-z-]+\/index/.test(path)).map(folderOf))].sort(),
                     [...languages].sort());
});

// ---- What they must find ------------------------------------------------------------------------

const report = 'ar/reports/2013-geneva.html';
const sitemap = portal.sitemaps[0];
const change = (from, to) => (text) => text.replace(from, to);
const planted = (text) => change('</main>', `${text}</main>`);
const faults = [
    ['a byte order mark', encodingFaults, report, (text) => `\uFEFF${text}`, /BOM/],
    ['text that is not in NFC', encodingFaults, report, planted('<p>Re\u0301union</p>'), /NFC/],
    ['a late charset', encodingFaults, report, change('<meta', `<!--${' '.repeat(1024)}--><meta`), /charset/],
    ['a wrong language of the page', headFaults, report, change('<html lang="ar"', '<html lang="fa"'), /lang="fa"/],
    ['a wrong direction of the page', headFaults, report, change('dir="rtl"', 'dir="ltr"'), /dir="ltr"/],
    ['a fragment without a direction', headFaults, report, planted('<p lang="fr">Oui</p>'), /<p lang="fr"> runs rtl/],
    ['a second h1', headFaults, report, planted('<h1>1</h1>'), /2 h1/],
    ['Latin letters in Arabic', foreignFaults, report, planted('<p>La réunion du Caire</p>'), /“LaréunionduCaire”/],
    ['Arabic letters in French', foreignFaults, report, planted('<p lang="fr" dir="ltr">القاهرة</p>'), /in fr/],
    ['Cyrillic letters in Chinese', foreignFaults, 'zh/index.html', planted('<p>北京 Пекин</p>'), /“Пекин”/],
    ['a foreign label', foreignFaults, report, planted('<p aria-label="Réunion">1</p>'), /aria-label/],
    ['a code', codeFaults, report, planted('<dl><dt>1</dt><dd><span lang="en" dir="ltr">sfs</span></dd></dl>'), /“sfs” is a code/],
    ['a French sentence in English', twoTonguedFaults, 'en/index.html',
     planted(`<p>${squeeze(textOf(portal.page('fr/reports/2013-geneva.html').all('h1')[0]))}</p>`), /en in en\/index.html/],
    ['a language that is missing in the switcher', switcherFaults, report,
     change(/<li><a href="[^"]*" lang="es"[^]*?<\/li>/, ''), /0 links to es/],
    ['a language in the words of another', switcherFaults, report, change('>Español<', '>Spanish<'), /“Spanish”/],
    ['a language without a mark', switcherFaults, report, change('lang="es" dir="ltr" hreflang', 'hreflang'), /mark es/],
    ['a switcher that leaves the page', switcherFaults, report,
     change('"../../es/reports/2013-geneva.html"', '"../../es/index.html"'), /leads to es\/index\.html/],
    ['a switcher that promises too much', switcherFaults, 'ar/reports/2013-cairo.html',
     change(/(hreflang="pt">[^<]*<\/a>) <span>[^<]*<\/span>/, '$1'), /no version in pt/],
    ['a link that changes the language in silence', crossingFaults, report,
     planted('<a href="../../fr/index.html" hreflang="fr">x</a>'), /does not say/],
    ['a link without hreflang', crossingFaults, report,
     planted('<a href="../../fr/index.html">x (y)</a>'), /hreflang undefined/],
    ['one alternate less', alternateFaults, report,
     change(/<link rel="alternate" hreflang="es"[^\n]*\n/, ''), /does not list its version in es[^]*does not answer/],
    ['no x-default', alternateFaults, report,
     change(/<link rel="alternate" hreflang="x-default"[^\n]*\n/, ''), /x-default is undefined/],
    ['an alternate that is no translation', alternateFaults, 'ar/reports/2013-cairo.html',
     change('<link rel="alternate" hreflang="x', `<link rel="alternate" hreflang="sw" href="${baseUrl}sw/reports/index.html">$&`), /lists sw/],
    ['another canonical address', alternateFaults, report,
     change(/(rel="canonical" href=")[^"]*/, `$1${baseUrl}en/index.html`), /canonical/],
    ['a page the map forgets', alternateFaults, sitemap, change(/<url>[^]*?<\/url>/, ''), /does not list/],
    ['a version the map forgets', alternateFaults, sitemap, change(/<xhtml:link[^>]*\/>/, ''), /other versions/],
    ['a page the map invents', alternateFaults, sitemap, change(/<loc>[^<]*/, `<loc>${baseUrl}x.html`), /which is no page/],
];
const wide = [twoTonguedFaults, alternateFaults]; // compare pages; the others look at each alone
for (const [name, check, path, plant, found] of faults) {
    test(`finds ${name}`, () => {
        const broken = portal.with(path, plant);
        assert.match(check(wide.includes(check) ? broken : broken.focus(path)).join('\n'), found);
    });
}
