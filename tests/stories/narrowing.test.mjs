// Stories of visitors who look for something: by links alone, without a script.

import assert from 'node:assert/strict';
import test from 'node:test';
import { autonyms, build, closest, hasClass, languages, squeeze, textOf } from '../lib/portal.mjs';
import { linksTo, official, targetOf } from './walk.mjs';

const portal = build();

// Follows links from the home page, each to the page that is named; as a reader does, who sees them.
function walk(lang, ...steps) {
    return steps.reduce((path, step) => {
        const target = `${lang}/${step}`;
        assert.ok(linksTo(portal.page(path), target).length > 0, `${path} leads to ${target}`);
        assert.ok(portal.has(target), `${target} is there`);
        return target;
    }, `${lang}/index.html`);
}

// The pages that stand under the heading `id` of a list.
function under(path, id) {
    const page = portal.page(path);
    const heading = page.all('h2', (has) => has.id === id)[0];
    assert.ok(heading, `${path} has the heading ${id}`);
    return page.all('a', (has) => has.href)
        .filter((link) => closest(link, (at) => at === heading.parentNode))
        .map((link) => targetOf(path, link.attributes.href));
}

// The languages that a page says it is about, such as working languages: links to lists of them.
const names = (page, target) => linksTo(page, target).length > 0;

test('V3: South-South activities with Egypt as provider, patents, in Arabic, 2013, by links only', () => {
    for (const lang of official) {
        const byCountry = walk(lang, 'countries/index.html', 'countries/eg.html', 'activities/by-provider-eg.html',
            'activities/by-provider-eg--subject-patents.html');
        const byList = walk(lang, 'activities/index.html', 'activities/by-provider.html',
            'activities/by-provider-eg.html', 'activities/by-provider-eg--subject-patents.html');
        assert.equal(byCountry, byList);
        const wanted = under(byCountry, 'year-2013').filter((path) => {
            const page = portal.page(path);
            const own = path.split('/')[0];
            return names(page, `${own}/activities/by-language-ar.html`) &&
                names(page, `${own}/activities/by-cooperation-south-south.html`);
        });
        assert.ok(wanted.length > 0, `${byCountry}: one of 2013 is in Arabic`);
        // The list of the provider is grouped by subject, and says how many there are of each.
        assert.ok(under('ar/activities/by-provider-eg.html', 'group-patents').length > 0);
    }
});

test('V3: a combination is the same in every language, and leads back', () => {
    for (const lang of official) {
        const path = `${lang}/activities/by-provider-eg--subject-patents.html`;
        const page = portal.page(path);
        for (const other of official) {
            const target = path.replace(/^\w+/, other);
            assert.ok(linksTo(page, target).length > 0, `${path} leads to ${target}`);
            assert.ok(page.links('alternate').some((link) => link.attributes.href.endsWith(target)));
        }
        assert.ok(linksTo(page, `${lang}/activities/by-provider-eg.html`).length > 0);
        assert.ok(portal.sitemaps.some((one) => portal.text(one).includes(`/${path}</loc>`)), `${path} is in the map`);
    }
});

test('V3: only combinations that some entry has are pages, and each is led to with its count', () => {
    const combined = portal.pages.filter((path) => /^en\/\w+\/by-.*--[a-z]/.test(path));
    assert.ok(combined.length > 100, String(combined.length));
    for (const path of combined) {
        const page = portal.page(path);
        assert.ok(page.all('li').some((item) => closest(item, (at) => hasClass(at, 'entries'))), `${path} has entries`);
        if (/--\d+\.html$/.test(path)) continue;
        const above = path.replace(/--.*/, '.html');
        const [link] = linksTo(portal.page(above), path);
        assert.ok(link, `${above} leads to ${path}`);
        assert.match(squeeze(textOf(link.parentNode)), /\d/);
    }
});

test('V4: experts from LDCs who work in Portuguese on geographical indications, by links only', () => {
    for (const lang of official) {
        const path = walk(lang, 'experts/index.html', 'experts/by-group.html', 'experts/by-group-ldc.html',
            'experts/by-group-ldc--language-pt.html');
        const found = under(path, 'group-geographical-indications');
        assert.ok(found.length > 0);
        for (const expert of found) {
            const page = portal.page(expert);
            assert.ok(page.all('a', (has) => /^mailto:/.test(has.href ?? '')).length === 0);
            assert.doesNotMatch(portal.text(expert), /[\w.+-]+@[\w-]+\.\w/);
            const bodies = page.all('a', (has) => /institutions\//.test(has.href ?? ''))
                .map((link) => targetOf(expert, link.attributes.href)).filter((target) => portal.has(target));
            assert.ok(bodies.length > 0, `${expert} leads to its focal point`);
        }
    }
});

test('V4: no expert’s address is anywhere in the portal', () => {
    for (const path of portal.paths.filter((one) => /^\w+\/experts\//.test(one))) {
        assert.doesNotMatch(portal.text(path), /mailto:|[\w.+-]+@[\w-]+\.[a-z]{2,}/, path);
    }
});

const countriesOf = (lang) => {
    const page = portal.page(`${lang}/countries/index.html`);
    return page.all('ul', (has) => has.class === 'entries').flatMap((list) => page.all('a', (has) => has.href)
        .filter((link) => closest(link, (at) => at === list)))
        .map((link) => [targetOf(page.path, link.attributes.href), squeeze(textOf(link))])
        .filter(([path]) => /\/countries\/[a-z]{2}\.html$/.test(path));
};

// Of the countries of the conference; the whole list has more in between.
const golden = { fr: ['za', 'az', 'br'], en: ['az', 'br', 'kh'], pt: ['za', 'az', 'br'], zh: ['az', 'eg', 'br'] };

test('V7: countries are in the alphabetical order of the reader', () => {
    for (const lang of languages) {
        const countries = countriesOf(lang);
        assert.ok(countries.length >= 12, lang);
        const ids = countries.map(([path]) => path.split('/')[2].slice(0, -5));
        const places = (golden[lang] ?? []).map((id) => ids.indexOf(id));
        assert.ok(!places.includes(-1), `${lang}: ${ids}`);
        assert.deepEqual(places, [...places].sort((a, b) => a - b), `${lang}: ${ids}`);
    }
    const order = (lang, id) => countriesOf(lang).findIndex(([path]) => path.endsWith(`/countries/${id}.html`));
    assert.ok(order('ar', 'eg') > order('ar', 'br'), 'Arabic: مصر after البرازيل, which is filed without its article');
    assert.ok(order('ar', 'np') > order('ar', 'eg'), 'Arabic: نيبال after مصر');
    assert.ok(order('ru', 'br') < order('ru', 'eg'), 'Russian: Бразилия before Египет');
});

test('V1: who opens the portal chooses a language: the official ones in their order, then the others by name', () => {
    const page = portal.page('index.html');
    const chosen = page.all('a', (has) => has.hreflang).map((link) => [link.attributes.hreflang, squeeze(textOf(
        link.childNodes.find((node) => node.tagName === 'strong')))]);
    const others = languages.filter((lang) => !official.includes(lang))
        .sort((a, b) => autonyms[a].localeCompare(autonyms[b]));
    assert.deepEqual(chosen.map(([lang]) => lang), [...official, ...others]);
    for (const [lang, name] of chosen) assert.equal(name, autonyms[lang]);
    assert.equal(page.all('script').length, 0);
});

test('V2: another language keeps page and list, or says that it is missing and leads near', () => {
    for (const path of portal.pages.filter((one) => /^en\/(activities|experts|a-z|languages)/.test(one))) {
        const bar = portal.page(path).all('a', (has) => has.hreflang && has.lang)
            .filter((link) => closest(link, (at) => hasClass(at, 'languages')));
        for (const lang of languages) {
            const [link] = bar.filter((one) => one.attributes.lang === lang);
            assert.ok(link, `${path} leads to ${lang}`);
            const target = targetOf(path, link.attributes.href);
            assert.ok(portal.has(target), `${path} leads to ${target}`);
            const same = path.replace(/^en/, lang);
            if (portal.has(same)) assert.equal(target, same);
            else assert.notEqual(target, `${lang}/index.html`, `${path} does not lead home`);
        }
    }
});

test('what there is in each language is a table with headers, and the reader’s own is marked', () => {
    for (const lang of languages) {
        const page = portal.page(`${lang}/languages.html`);
        const columns = page.all('th', (has) => has.scope === 'col');
        assert.equal(columns.length, languages.length);
        assert.equal(columns.filter((column) => hasClass(column, 'current')).length, 1);
        const rows = page.all('th', (has) => has.scope === 'row');
        assert.equal(page.all('td', (has) => has.class === 'current').length, rows.length);
        assert.ok(linksTo(portal.page(`${lang}/index.html`), page.path).length > 0);
    }
    const [reports] = portal.page('en/languages.html').all('th', (has) => has.scope === 'row')
        .filter((row) => /^Reports/.test(squeeze(textOf(row))));
    assert.match(squeeze(textOf(reports.parentNode)), /100%/);
});
