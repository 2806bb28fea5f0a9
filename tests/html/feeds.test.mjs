// What other programs read: the Atom feeds and the map of the site. languages.test.mjs compares the
// map with the pages.

import assert from 'node:assert/strict';
import test from 'node:test';
import { baseUrl, build, foreignLetters, languages } from '../lib/portal.mjs';
import { XmlFile } from '../lib/xml.mjs';

const portal = build();
const atom = 'http://www.w3.org/2005/Atom';
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function feedFaults(portal) {
    const faults = [];
    const owners = new Map(); // id of an entry -> the page it is about
    for (const path of portal.paths.filter((path) => path.endsWith('.xml'))) {
        let file;
        try {
            file = new XmlFile(portal.text(path));
        } catch (error) {
            faults.push(`${path}: ${error.message}`);
            continue;
        }
        if (portal.sitemaps.includes(path)) {
            for (const url of file.all('url')) {
                if (!/^$|^\d{4}(-\d\d(-\d\d)?)?$/.test(url.text('lastmod'))) faults.push(`${path}: lastmod ${url.text('lastmod')}`);
            }
            continue;
        }
        const lang = path.split('/')[0];
        const feed = file.root;
        const bad = (text) => faults.push(`${path}: ${text}`);
        if (feed.name !== 'feed' || feed.namespace !== atom) bad('not an Atom feed');
        if (feed.attributes['xml:lang'] !== lang) bad(`xml:lang="${feed.attributes['xml:lang']}"`);
        const self = feed.children.find(({ attributes: { rel } }) => rel === 'self');
        if (self?.attributes.href !== baseUrl + path) bad(`calls itself ${self?.attributes.href}`);
        for (const needed of ['title', 'id', 'author']) if (!feed.child(needed)) bad(`no ${needed}`);
        const times = [];
        const entries = feed.all('entry');
        if (!entries.length) bad('empty');
        for (const entry of entries) {
            const title = entry.text('title');
            if (!title) bad('an entry without a title');
            if (!entry.text('id')) bad(`no id: ${title}`);
            if (!instant.test(entry.text('updated'))) bad(`updated ${entry.text('updated')}`);
            times.push(entry.text('updated'));
            const links = entry.children.filter(({ name }) => name === 'link');
            if (links[0]?.attributes.hreflang !== lang) bad(`leads first to ${links[0]?.attributes.hreflang}: ${title}`);
            for (const { attributes: { href } } of links) {
                if (!href.startsWith(baseUrl) || !portal.has(href.slice(baseUrl.length))) bad(`${href} does not exist`);
            }
            const page = links[0]?.attributes.href?.slice(baseUrl.length);
            if (page && portal.has(page)) {
                const versions = portal.page(page).links('alternate').map((link) => link.attributes)
                    .filter(({ hreflang }) => hreflang && hreflang !== 'x-default').map(({ href }) => href).sort();
                if (versions.join() !== links.map(({ attributes }) => attributes.href).sort().join()) {
                    bad(`other versions of ${page} than the page`);
                }
                const about = page.replace(/^[^/]+/, lang);
                if ((owners.get(entry.text('id')) ?? about) !== about) bad(`one id for two pages: ${entry.text('id')}`);
                owners.set(entry.text('id'), about);
            }
        }
        if (new Set(entries.map((entry) => entry.text('id'))).size !== entries.length) bad('one id twice');
        if ([...times].sort().reverse().join() !== times.join()) bad('not the newest first');
        if (feed.text('updated') !== [...times].sort().at(-1)) bad(`updated ${feed.text('updated')}, its entries not`);
        for (const element of [feed, ...entries].flatMap((at) => at.children)) {
            const inside = element.attributes['xml:lang'] ?? lang;
            if (['title', 'subtitle', 'summary', 'name'].includes(element.name) &&
                (inside !== lang || foreignLetters(element.content, lang))) {
                bad(`in another language: ${element.content}`);
            }
        }
    }
    return faults;
}

test('feeds and map are well-formed, complete and each in one language', () => {
    assert.deepEqual(feedFaults(portal), []);
    for (const lang of languages.slice(0, 6)) assert.ok(portal.has(`${lang}/reports/feed.xml`), lang);
});

test('every feed is announced by the index it belongs to', () => {
    for (const path of portal.paths.filter((path) => path.endsWith('/feed.xml'))) {
        const page = portal.page(path.replace('feed.xml', 'index.html'));
        assert.ok(page.links('alternate').some(({ attributes }) =>
            attributes.type === 'application/atom+xml' && attributes.href === 'feed.xml'), page.path);
    }
});

test('the feed of translations is announced by the page on their state', () => {
    const feeds = portal.paths.filter((path) => path.endsWith('/translations.xml'));
    assert.ok(feeds.length > 0);
    for (const path of feeds) {
        const page = portal.page(path.replace('.xml', '.html'));
        assert.ok(page.links('alternate').some(({ attributes }) =>
            attributes.type === 'application/atom+xml' && attributes.href === 'translations.xml'), page.path);
        assert.ok(page.links('alternate').every(({ attributes }) => attributes.href !== 'feed.xml'), page.path);
        const kinds = new XmlFile(portal.text(path)).all('category').map(({ attributes }) => attributes.term);
        assert.ok(kinds.length > 0 && kinds.every((kind) => /^(new|updated|stale)$/.test(kind)), path);
    }
});

const feed = 'ar/reports/feed.xml';
const change = (from, to) => (text) => text.replace(from, to);
for (const [name, path, plant, found] of [
    ['a feed that is not well-formed', feed, change('</entry>', ''), /ar\/reports\/feed\.xml/],
    ['an ampersand in a feed', feed, change('<title>', '<title>&'), /ar\/reports\/feed\.xml/],
    ['a map that is not well-formed', portal.sitemaps[0], change('</url>', '</URL>'), /sitemap[\d-]*\.xml/],
    ['a feed of another language', feed, change('xml:lang="ar"', 'xml:lang="fa"'), /xml:lang="fa"/],
    ['a title of another language', feed, change(/(<entry>\s*<title>)[^<]*/, '$1Доклад о встрече'), /another language: Доклад/],
    ['an entry without a page', feed, change(/2013-cairo\.html/, 'gone.html'), /gone\.html does not exist/],
    ['entries out of order', feed, change(/(<entry>[^]*<\/entry>)\s*(<entry>[^]*<\/entry>)/, '$2$1'), /newest first/],
    ['a version the feed forgets', feed, change(/<link [^>]*hreflang="es"[^>]*>/, ''), /other versions/],
    ['news of a translation without a page', 'es/translations.xml', change(/sample-seed-fair\.html/, 'gone.html'), /gone\.html does not exist/],
    ['one id twice', feed, (text) => {
        const ids = text.match(/<id>.*?<\/id>/g);
        return text.replace(ids[2], ids[1]);
    }, /id/],
]) {
    test(`finds ${name}`, () => assert.match(feedFaults(portal.with(path, plant)).join('\n'), found));
}
