// The portal in the languages of --pseudo: all that readers see, and all that is read out to them,
// is remade, or says that it is in another language. What shows in plain letters is hard-coded, or
// does not come on the way on which translations come.

import assert from 'node:assert/strict';
import test from 'node:test';
import { build, closest, languageAt, squeeze } from '../lib/portal.mjs';

const portal = build(null, '--pseudo');
const pagesOf = (portal, lang) => portal.pages.filter((path) => path.startsWith(`${lang}/`));
const said = ['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'label', 'summary', 'content'];

// What may stand there in Latin letters, and why.
const exceptions = [
    // A whole text that is the same in every language: addresses, codes of countries, the letters
    // of the alphabet, numbers of meetings.
    ({ text }) => /^https?:\S+$|^[A-Z]{2}$|^[A-Z]$|^[a-z]+(_[a-z0-9]+)+$/.test(text),
    // No element can say the language of a part of <title>: that of an item, a term, a letter.
    ({ element, text }) => element.tagName === 'title' && / – ⟦[^A-Za-z]*⟧$/.test(text),
    // Titles of items within a reason for a match: each is isolated, as it may be in any language.
    ({ text }) => !/[A-Za-z]/.test(text.replace(/\u2068[^\u2069]*\u2069/g, '')),
];

function* textsOf(page) {
    for (const { text, parent } of page.texts) {
        if (parent.tagName !== 'style') yield { text: squeeze(text), element: parent };
    }
    for (const element of page.elements) {
        for (const name of element.tagName === 'meta' ? [] : said) {
            if (name in element.attributes) yield { text: element.attributes[name], element };
        }
    }
}

function plainTexts(portal, lang) {
    const faults = [];
    for (const path of pagesOf(portal, lang)) {
        for (const found of textsOf(portal.page(path))) {
            if (/[A-Za-z]/.test(found.text) && languageAt(found.element) === lang &&
                !exceptions.some((allows) => allows(found))) {
                faults.push(`${path}: <${found.element.tagName}> ${found.text}`);
            }
        }
    }
    return faults;
}

// A bracket without its partner: a text was cut, or put together of halves. Only charts shorten
// names, and the table beside them has these in full.
const isShortened = ({ text, element }) =>
    text.endsWith('…') && closest(element, (at) => at.tagName === 'svg') !== null;
const unpaired = (portal, lang) => pagesOf(portal, lang).flatMap((path) =>
    [...textsOf(portal.page(path))]
        .filter((found) => found.text.split('⟦').length !== found.text.split('⟧').length && !isShortened(found))
        .map(({ text }) => `${path}: ${text}`));

for (const [lang, dir, letters] of [['en-XA', 'ltr', /[áéîöû]/], ['ar-XB', 'rtl', /[اعيوؤ]/]]) {
    test(`${lang}: every text of the interface is remade`, () => {
        assert.ok(pagesOf(portal, lang).length > 500);
        assert.deepEqual(plainTexts(portal, lang).slice(0, 20), []);
        assert.deepEqual(unpaired(portal, lang).slice(0, 20), []);
    });

    test(`${lang}: pages say what they are, and that they are for no search engine`, () => {
        for (const path of pagesOf(portal, lang)) {
            const page = portal.page(path);
            assert.deepEqual([page.html.attributes.lang, page.html.attributes.dir], [lang, dir]);
            assert.match(portal.text(path), letters);
            assert.ok(page.noindex, path);
            assert.deepEqual(page.all('link', (has) => has.hreflang), [], path);
        }
    });

    test(`${lang}: no page offers it as a language of the portal`, () => {
        for (const path of portal.pages) {
            assert.deepEqual(
                portal.page(path).all('link', (has) => has.hreflang === lang), [], path);
        }
        for (const path of portal.sitemaps) assert.doesNotMatch(portal.text(path), new RegExp(lang));
        assert.deepEqual(portal.paths.filter((path) => path.startsWith(lang) && /feed\.xml$/.test(path)), []);
        assert.doesNotMatch(portal.text('en/feed.xml'), new RegExp(lang));
    });

    test(`${lang}: an item without a text in it is shown with its template, and marked`, () => {
        const page = portal.page(`${lang}/reports/2013-geneva.html`);
        const body = page.elements.find((element) => element.attributes.id === 'p7');
        assert.equal(languageAt(body), 'en');
        assert.equal(closest(body, (at) => 'dir' in at.attributes).attributes.dir, 'ltr');
    });

    for (const [name, path, from, to] of [
        ['a text of a template', 'a-z.html', />⟦[^⟧]*⟧<\/a>\n<header/, '>Skip to the content</a>\n<header'],
        ['an attribute', 'a-z.html', /aria-label="[^"]*"/, 'aria-label="Languages"'],
        ['a label of a collection', 'reports/index.html', /<h1>[^<]*</, '<h1>Reports<'],
        ['a term', 'activities/by-type.html', />⟦[^⟧]*⟧<\/a> /, '>Workshop</a> '],
    ]) {
        test(`${lang}: finds ${name} in plain letters`, () => {
            const broken = portal.with(`${lang}/${path}`, (text) => text.replace(from, to));
            assert.match(plainTexts(broken.focus(`${lang}/${path}`), lang).join('\n'), new RegExp(`^${lang}`));
        });
    }

    test(`${lang}: finds half a text`, () => {
        const path = `${lang}/a-z.html`;
        const broken = portal.with(path, (text) => text.replace('⟧', ''));
        assert.notDeepEqual(unpaired(broken.focus(path), lang), []);
    });
}
