// What pages say in terms of schema.org (JSON-LD), and how they are cited (meta elements): compared
// with what readers see, and with the other languages.

import assert from 'node:assert/strict';
import test from 'node:test';
import { baseUrl, build, foreignLetters, languages, squeeze, textOf } from '../lib/portal.mjs';

const portal = build();

// What schema.org knows, as far as this portal uses it.
const properties = {
    Thing: ['name', 'description', 'url', 'identifier', 'alternateName', 'sameAs', 'disambiguatingDescription'],
    Work: ['inLanguage', 'creativeWorkStatus', 'about', 'mentions', 'datePublished', 'spatialCoverage', 'recordedAt', 'translationOfWork',
        'workTranslation', 'keywords', 'author', 'citation', 'temporalCoverage', 'isPartOf'],
    WebPage: ['breadcrumb', 'mainEntity'],
    CollectionPage: ['breadcrumb', 'mainEntity'],
    Report: ['reportNumber'],
    Dataset: ['distribution'],
    DataDownload: ['encodingFormat', 'contentUrl'],
    BreadcrumbList: ['itemListElement'],
    ListItem: ['position', 'item'],
    Event: ['startDate', 'endDate', 'location', 'organizer', 'performer', 'contributor', 'funder', 'about',
        'inLanguage'],
    Organization: ['location', 'member', 'knowsAbout', 'areaServed'],
    Person: ['nationality', 'knowsLanguage', 'knowsAbout', 'worksFor', 'homeLocation', 'affiliation'],
    Demand: ['itemOffered', 'validFrom', 'validThrough', 'areaServed', 'seller', 'availabilityStarts', 'availabilityEnds'],
    Offer: ['itemOffered', 'validFrom', 'validThrough', 'areaServed', 'offeredBy', 'seller', 'eligibleRegion',
        'availabilityStarts', 'availabilityEnds'],
    DefinedTerm: ['termCode'],
    MonetaryAmount: ['currency', 'value'],
};
const works = ['WebPage', 'CollectionPage', 'WebSite', 'Report', 'Article', 'NewsArticle', 'Dataset'];

const isText = (value) => typeof value === 'string' || (value && '@value' in value);
const textIn = (value) => (typeof value === 'string' ? value : value['@value']);

// Every object in it, with those inside.
function* objects(value) {
    if (Array.isArray(value)) for (const one of value) yield* objects(one);
    else if (value && typeof value === 'object' && !('@value' in value)) {
        yield value;
        for (const inner of Object.values(value)) yield* objects(inner);
    }
}

const addresses = ['url', 'item', 'contentUrl'];
const codes = ['@context', '@type', 'inLanguage', 'identifier', 'encodingFormat', 'termCode', 'currency', 'sameAs',
    'position', 'value', 'knowsLanguage', ...addresses];

function objectFaults(portal, page, object, shown, lang) {
    const faults = [];
    const type = object['@type'];
    const known = [...properties.Thing, ...(works.includes(type) ? properties.Work : []), ...(properties[type] ?? [])];
    for (const [key, values] of Object.entries(object)) {
        if (!key.startsWith('@') && !known.includes(key)) faults.push(`${type} has no ${key}`);
        for (const value of [values].flat()) {
            if (addresses.includes(key)) {
                const path = String(value).startsWith(baseUrl) ? value.slice(baseUrl.length) : null;
                if (path === null || !portal.has(path || 'index.html')) faults.push(`${value} does not exist`);
            } else if (!codes.includes(key) && isText(value) && !/^\d{4}/.test(textIn(value))) {
                const text = squeeze(textIn(value));
                if (!shown.includes(text)) faults.push(`${type} ${key} is not on the page: ${text}`);
                if (foreignLetters(text, value['@language'] ?? lang)) faults.push(`in another language: ${text}`);
            }
        }
    }
    return faults;
}

function dataFaults(portal) {
    const faults = [];
    for (const path of portal.pages) {
        const page = portal.page(path);
        if (!languages.includes(path.split('/')[0]) || path.endsWith('/404.html')) {
            if (page.data.length) faults.push(`${path}: says something of itself`);
            continue;
        }
        const lang = path.split('/')[0];
        const bad = (text) => faults.push(`${path}: ${text}`);
        const [data, ...more] = page.data;
        if (!data || more.length) {
            bad('not one block of data');
            continue;
        }
        if (data['@context'] !== 'https://schema.org' || data.inLanguage !== lang) bad('of another kind or language');
        if (data.url !== baseUrl + path) bad(`calls itself ${data.url}`);
        const head = page.all('meta', (has) => has.name === 'description').map((meta) => meta.attributes.content);
        const shown = squeeze([page.texts.map(({ text }) => text).join(''), ...head].join(' '));
        for (const object of objects(data)) {
            for (const fault of objectFaults(portal, page, object, shown, lang)) bad(fault);
        }
    }
    return faults;
}

test('what pages say in JSON-LD is known to schema.org, on the page, and in its language', () => {
    assert.deepEqual(dataFaults(portal), []);
});

test('reports, events, organizations and datasets are said to be such', () => {
    const types = (path) => [...objects(portal.page(path).data)].map((object) => object['@type']);
    const expected = {
        'reports/2013-geneva.html': ['WebPage', 'BreadcrumbList', 'ListItem', 'Report', 'Event', 'Country', 'DefinedTerm'],
        'meetings/2013-cairo.html': ['Event', 'Organization', 'Country'],
        'institutions/wipo.html': ['Organization'],
        'countries/pe.html': ['Country'],
        'meetings/index.html': ['CollectionPage', 'Dataset', 'DataDownload'],
        'index.html': ['WebSite'],
    };
    for (const lang of languages.slice(0, 6)) {
        for (const [path, wanted] of Object.entries(expected)) {
            const found = types(`${lang}/${path}`);
            for (const type of wanted) assert.ok(found.includes(type), `${lang}/${path}: ${type}`);
        }
    }
});

// The original names all its translations, and each of them the original: by hreflang the same.
function versionFaults(portal) {
    const faults = [];
    for (const path of portal.pages) {
        const page = portal.page(path);
        if (!page.all('main', (has) => has.class === 'item').length || page.noindex) continue;
        const [data] = page.data;
        const work = [data.mainEntity, data].find((one) => one?.workTranslation || one?.translationOfWork);
        const others = page.links('alternate').map((link) => link.attributes)
            .filter(({ hreflang, href }) => hreflang && hreflang !== 'x-default' && href !== baseUrl + path)
            .map(({ hreflang, href }) => `${hreflang} ${href}`).sort().join();
        const said = [work?.workTranslation ?? []].flat().map((one) => `${one.inLanguage} ${one.url}`).sort().join();
        const original = work?.translationOfWork;
        if (original) {
            if (!others.includes(`${original.inLanguage} ${original.url}`)) faults.push(`${path}: translates ${original.url}`);
            const back = portal.page(original.url.slice(baseUrl.length)).data[0];
            if (![back.workTranslation ?? [], back.mainEntity?.workTranslation ?? []].flat()
                .some(({ url }) => url === baseUrl + path)) faults.push(`${path}: its original does not know it`);
        } else if (said !== others) {
            faults.push(`${path}: other versions than by hreflang`);
        }
    }
    return faults;
}

test('originals and translations name each other', () => assert.deepEqual(versionFaults(portal), []));

const cited = (page, name) => page.all('meta', (has) => has.name === name).map((meta) => meta.attributes.content);

function citationFaults(portal) {
    const faults = [];
    for (const path of portal.paths.filter((path) => path.endsWith('.ris'))) {
        const page = portal.page(path.replace('.ris', '.html'));
        const lang = path.split('/')[0];
        const title = squeeze(textOf(page.all('h1')[0]));
        const ris = new Map(portal.text(path).split('\r\n').map((line) => [line.slice(0, 2), line.slice(6)]));
        const bibtex = portal.text(path.replace('.ris', '.bib'));
        const expected = {
            citation_title: title, 'dcterms.title': title, citation_language: lang, 'dcterms.language': lang,
            citation_public_url: baseUrl + page.path, citation_publication_date: ris.get('DA'),
        };
        for (const [name, wanted] of Object.entries(expected)) {
            const said = cited(page, name);
            if (said.length !== 1 || squeeze(said[0]) !== wanted) faults.push(`${page.path}: ${name} is ${said}, not ${wanted}`);
        }
        if (squeeze(ris.get('TI')) !== title || ris.get('UR') !== baseUrl + page.path) faults.push(`${path}: ${ris.get('TI')}`);
        if (!bibtex.includes(`url = {${baseUrl}${page.path}}`)) faults.push(`${path}: BibTeX has another address`);
        for (const file of [path, path.replace('.ris', '.bib')]) {
            const name = file.split('/').at(-1);
            if (!page.all('a', (has) => has.href === name).length) faults.push(`${page.path}: no link to ${name}`);
        }
    }
    return faults;
}

test('pages and their BibTeX and RIS files cite alike', () => {
    assert.deepEqual(citationFaults(portal), []);
    for (const lang of languages.slice(0, 6)) assert.ok(portal.has(`${lang}/reports/2013-geneva.ris`), lang);
});

const report = 'fr/reports/2013-geneva.html';
const change = (from, to) => (text) => text.replace(from, to);
for (const [name, faults, path, plant, found] of [
    ['a value that is not on the page', dataFaults, report, change('"name":"Égypte"', '"name":"Soudan"'), /not on the page: Soudan/],
    ['a page that is not there', dataFaults, report, change('fr/countries/eg.html"}', 'fr/countries/xx.html"}'), /xx\.html does not exist/],
    ['a property that schema.org has not', dataFaults, report, change('"datePublished"', '"publishedOn"'), /Report has no publishedOn/],
    ['another language', dataFaults, report, change('"inLanguage":"fr"', '"inLanguage":"en"'), /another kind or language/],
    ['a page without data', dataFaults, report, change(/<script type="application\/ld\+json">.*<\/script>/, ''), /not one block/],
    ['a translation that is not named', versionFaults, 'en/meetings/2013-cairo.html', change(/,\{"@type":"WebPage","url":"[^"]*\/es\/[^}]*\}/, ''), /its original does not know it|other versions/],
    ['another title in a citation', citationFaults, 'fr/reports/2013-geneva.ris', change('TI  - ', 'TI  - Le '), /Le /],
    ['a citation without a link', citationFaults, report, change('href="2013-geneva.bib" type', 'href="x.bib" type'), /no link to 2013-geneva\.bib/],
]) {
    test(`finds ${name}`, () => assert.match(faults(portal.with(path, plant)).join('\n'), found));
}
