// Stories of visitors of the portal, by what its files say. Those that need a browser stand beside
// it in tests/browser.

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, closest, languageAt, languages, squeeze, textOf } from '../lib/portal.mjs';
import { linksTo, official, sectionWith, targetOf } from './walk.mjs';

const portal = build();

const idsIn = (lang, collection) => portal.pages
    .filter((path) => path.startsWith(`${lang}/${collection}/sample-`))
    .map((path) => path.slice(`${lang}/${collection}/`.length, -'.html'.length));
const candidates = (path, collection) => {
    const page = portal.page(path);
    return page.all('ul', (has) => has.class === 'reasons')
        .map((reasons) => closest(reasons, (at) => at.tagName === 'li' && at !== reasons))
        .map((entry) => targetOf(path, page.all('a').find((a) => closest(a, (at) => at === entry)).attributes.href))
        .filter((target) => target.includes(`/${collection}/`));
};

test('V5: a need shows its candidate offers with reasons, and the offer shows the need', () => {
    for (const lang of official) {
        const pairs = new Set();
        for (const id of idsIn(lang, 'needs')) {
            for (const offer of candidates(`${lang}/needs/${id}.html`, 'offers')) pairs.add(`${id} ${offer}`);
        }
        assert.ok(pairs.size >= 20, `${lang} has ${pairs.size} pairs`);
        const reverse = new Set();
        for (const id of idsIn(lang, 'offers')) {
            for (const need of candidates(`${lang}/offers/${id}.html`, 'needs')) {
                reverse.add(`${need.split('/')[2].slice(0, -5)} ${lang}/offers/${id}.html`);
            }
        }
        assert.deepEqual([...pairs].sort(), [...reverse].sort());
        const reasons = portal.page(`${lang}/needs/sample-need-01.html`).all('ul', (has) => has.class === 'reasons');
        for (const list of reasons) {
            const said = list.childNodes.filter((node) => node.tagName === 'li').map(textOf).map(squeeze);
            assert.ok(said.length >= 2 && said.every((text) => text.length > 3 && !text.includes('{')), said.join());
        }
    }
});

test('V5: what has expired is no candidate and in no list, and has a page that says so', () => {
    for (const lang of official) {
        const gone = portal.page(`${lang}/needs/expired.html`)
            .all('a', (has) => /^sample-need-\d+\.html$/.test(has.href ?? ''))
            .map((link) => targetOf(`${lang}/needs/expired.html`, link.attributes.href));
        assert.ok(gone.length > 0);
        for (const path of gone) {
            assert.deepEqual(candidates(path, 'offers'), []);
            assert.equal(linksTo(portal.page(`${lang}/needs/index.html`), path).length, 0);
            assert.ok(portal.page(path).all('p', (has) => has.class === 'notice').length >= 2);
        }
    }
});

test('V8: paragraph 5 is paragraph 5 in every language', () => {
    for (const lang of official) {
        const page = portal.page(`${lang}/reports/2013-geneva.html`);
        const [paragraph] = page.all('li', (has) => has.id === 'p5');
        assert.ok(paragraph, `${page.path} has #p5`);
        for (const other of official.filter((one) => one !== lang)) {
            const target = `${other}/reports/2013-geneva.html`;
            const [link] = page.all('a', (has) => has.href?.endsWith('#p5') && targetOf(page.path, has.href) === target);
            assert.ok(link, `${page.path}#p5 leads to ${target}#p5`);
        }
    }
});

test('V9: a recommendation lists every paragraph, activity and need that cites it', () => {
    for (const lang of official) {
        const page = portal.page(`${lang}/recommendations/da-45.html`);
        const report = `${lang}/reports/2013-geneva.html`;
        assert.match(sectionWith(page, report), /3|٣/, 'the report with its paragraph');
        assert.ok(page.all('a', (has) => has.href?.includes('2013-geneva.html#p3')).length > 0);
        const all = portal.pages.filter((path) => path.startsWith(`${lang}/activities/sample-`));
        const citing = all.filter((path) => linksTo(portal.page(path), page.path).length > 0);
        assert.ok(citing.length > 0, 'some activity is under recommendation 45');
        for (const path of citing) assert.ok(linksTo(page, path).length > 0, `${page.path} lists ${path}`);
    }
});

test('V10: a reader on a thin line gets the home page in less than 30 kB and asks nobody else', () => {
    for (const lang of languages) {
        const page = portal.page(`${lang}/index.html`);
        const own = [`${lang}/index.html`,
            ...page.all('link', (has) => /stylesheet|icon/.test(has.rel)).map((link) => link.attributes.href),
            ...page.all('img').map((image) => image.attributes.src),
            ...page.all('script', (has) => has.src).map((script) => script.attributes.src)]
            .map((href, index) => (index === 0 ? href : targetOf(page.path, href)));
        assert.ok(own.every((path) => path && portal.has(path)), own.join());
        const bytes = [...new Set(own)].reduce((sum, path) => sum + gzipSync(portal.bytes(path)).length, 0);
        assert.ok(bytes < 30_000, `${lang}: ${bytes} bytes`);
        for (const path of own.filter((one) => one.endsWith('.css'))) {
            assert.doesNotMatch(portal.text(path), /@font-face|@import|https?:/);
        }
    }
});

test('V11: who listens to the pages gets languages, headings in order, headed tables and a skip link', () => {
    for (const path of portal.pages.filter((one) => /^(ar|zh|en|fr|ru|es)\//.test(one))) {
        const page = portal.page(path);
        if (page.all('meta', (has) => has['http-equiv'] === 'refresh').length > 0) continue;
        const levels = page.elements.filter((one) => /^h[1-6]$/.test(one.tagName)).map((one) => +one.tagName[1]);
        assert.equal(levels.filter((level) => level === 1).length, 1, `${path} has one h1`);
        levels.reduce((above, level) => {
            assert.ok(level <= above + 1, `${path}: h${level} follows h${above}`);
            return level;
        }, 0);
        const [first] = page.all('a');
        assert.equal(first.attributes.href, '#main', `${path} begins with the way to its content`);
        assert.ok(page.ids.has('main'));
        for (const table of page.all('table')) {
            const heads = page.all('th').filter((head) => closest(head, (at) => at === table));
            assert.ok(heads.length > 0, `${path}: each table has headers`);
        }
        for (const nav of page.all('nav')) {
            const label = nav.attributes['aria-label'] ?? textOf(page.all('*', (has) => has.id === nav.attributes['aria-labelledby'])[0]);
            assert.ok(label.trim().length > 0, `${path}: each navigation has a name`);
            assert.equal(languageAt(nav), path.split('/')[0]);
        }
    }
});
