'use strict';

// Draws /openapi.json as a page. What the document says becomes text, never markup.

const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ''));
  return element;
}

const link = (to, text) => make('a', { href: `#${to}` }, text);
const code = (text) => make('code', {}, String(text));
const between = (parts, glue) => parts.flatMap((part, index) => (index ? [glue, part] : [part]));
const words = (names) => between(names.map(code), ', ');

/// `code` and **bold**, the two marks that the document uses.
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return code(part.slice(1, -1));
    if (part.startsWith('**')) return make('strong', {}, part.slice(2, -2));
    return part;
  });
}

const paragraphs = (text) =>
  (text || '').split('\n\n').filter(Boolean).map((part) => make('p', {}, inline(part)));

const nameOf = (reference) => reference.split('/').pop();

/// Follows `$ref`; every reference of the document points into the document itself.
function resolve(api, node) {
  if (!node.$ref) return node;
  const steps = node.$ref.slice(2).split('/');
  return resolve(api, steps.reduce((place, step) => place[step], api));
}

/// A `$ref` that stands in `allOf` only to be given a description of its own.
const wrapped = (schema) => !schema.type && !schema.oneOf && schema.allOf?.length === 1;

function typeOf(schema) {
  const name = nameOf(schema.$ref || '');
  if (name) return [link(`shape-${name}`, name)];
  if (wrapped(schema)) return typeOf(schema.allOf[0]);
  if ('const' in schema) return [code(JSON.stringify(schema.const))];
  if (schema.enum) return between(schema.enum.map((value) => code(JSON.stringify(value))), ' or ');
  const choice = schema.oneOf || schema.anyOf;
  if (choice && !schema.type) return between(choice.map(typeOf), ' or ').flat();
  if (schema.type === 'array') return ['list of ', ...typeOf(schema.items)];
  return [[schema.type || 'object'].flat().join(' or ')];
}

function range(least, most, unit) {
  if (least === 1 && most === undefined && unit) return 'not empty';
  const [from, to] = [least, most].map((limit) => limit?.toLocaleString('en'));
  if (to === undefined) return from === undefined ? null : `at least ${from} ${unit}`;
  return from === undefined ? `at most ${to} ${unit}` : `${from} to ${to} ${unit}`;
}

function limitsOf(schema) {
  const limits = [
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minItems, schema.maxItems, 'items'),
    range(schema.minimum, schema.maximum, ''),
    schema.uniqueItems ? 'none twice' : null,
    'default' in schema ? ['default ', code(schema.default)] : null,
    schema.pattern ? ['pattern ', code(schema.pattern)] : null,
  ].filter(Boolean);
  return limits.length ? make('p', { class: 'limits' }, between(limits, ' · ')) : null;
}

const isPlain = (schema) => !schema.properties && !schema.patternProperties;

/// One row of a list of fields or parameters.
function row(name, notes, schema, description) {
  const marks = notes.map((note) => make('span', { class: 'note' }, note));
  const head = make('dt', {}, make('code', { class: 'name' }, name), ' ', marks,
                    make('span', { class: 'type' }, typeOf(schema)));
  return [head, make('dd', {}, paragraphs(description ?? schema.description), limitsOf(schema),
                     isPlain(schema) ? [] : parts(schema))];
}

const list = (kind, rows) => (rows.length ? make('dl', { class: kind }, rows) : []);

function fields(schema) {
  const required = schema.required || [];
  const own = Object.entries(schema.properties || {}).map(([name, field]) =>
    row(name, required.includes(name) || !schema.type ? [] : ['optional'], field));
  const alike = Object.entries(schema.patternProperties || {}).map(([pattern, field]) =>
    row(pattern, ['each name like this'], field));
  return list('fields', [...own, ...alike]);
}

/// What JSON Schema says of fields beyond their own types, in words.
function rulesOf(schema) {
  const needed = (schema.required || []).filter((name) => !(name in (schema.properties || {})));
  const never = (schema.not?.anyOf || []).flatMap((one) => one.required);
  const together = schema.not?.required || [];
  return [
    ['with ', words(needed)], ['without ', words(never)],
    [together.length > 1 ? 'not together: ' : 'without ', words(together)],
    ['fits ', between((schema.allOf || []).map(typeOf), ', ')],
  ].filter(([, names]) => names.length).map((rule) => make('p', { class: 'rule' }, rule));
}

function alternatives(schema) {
  const choice = schema.oneOf || schema.anyOf;
  if (!choice || choice.every((one) => one.$ref)) return [];
  const items = choice.map((one) =>
    make('li', {}, one.title ? make('strong', {}, one.title) : [], parts(one)));
  return [make('p', { class: 'rule' }, 'one of'), make('ul', { class: 'choice' }, items)];
}

const parts = (schema) => [fields(schema), rulesOf(schema), alternatives(schema)];

/// All that is known of a shape: its words, its type or fields, an example.
function shape(schema) {
  const inside = parts(schema).flat(Infinity);
  const examples = (schema.examples || []).map((value) =>
    make('pre', { tabindex: '0' }, JSON.stringify(value, null, 2)));
  return [
    paragraphs(schema.description), inside.length ? inside : make('p', {}, typeOf(schema)),
    limitsOf(schema), examples.length ? make('p', { class: 'rule' }, 'Example') : [], examples,
  ];
}

const folded = (title, inside, attributes = {}) =>
  make('details', attributes, make('summary', {}, title), make('div', { class: 'inside' }, inside));

/// What a body or an answer holds. All media types of one place share one schema.
function media(api, content, open) {
  if (!content) return [];
  const types = Object.keys(content);
  const schema = content[types[0]].schema;
  const line = make('p', { class: 'media' }, words(types), ': ', typeOf(schema));
  if (!schema.$ref) return line;
  const inside = shape(resolve(api, schema));
  return [line, open ? inside : folded('Fields and example', inside)];
}

function answer(api, status, response) {
  const { description, headers, content } = resolve(api, response);
  const names = Object.keys(headers || {});
  const problem = content?.['application/problem+json'];
  return [
    make('dt', { class: `of${status[0]}` }, status === 'default' ? 'other' : status),
    make('dd', {}, make('p', {}, inline(description), ' ', problem ? typeOf(problem.schema) : []),
         names.length ? make('p', { class: 'limits' }, 'with ', words(names)) : [],
         problem ? [] : media(api, content, false)),
  ];
}

function frames(api, byWhom) {
  return Object.entries(byWhom || {}).map(([who, schemas]) => [
    make('h4', {}, `Frames of the ${who}`),
    schemas.map((schema) => folded(nameOf(schema.$ref), shape(resolve(api, schema)))),
  ]);
}

function operation(api, path, method, op) {
  const title = make('h3', {},
    make('span', { class: `method ${method}` }, method),
    make('code', { class: 'path' }, path.split(/(?<=.\/)/).map((part) => [part, make('wbr', {})])),
    make('span', { class: 'says' }, op.summary));
  const parameters = (op.parameters || []).map((one) => resolve(api, one)).map((one) =>
    row(one.name, one.required ? [one.in] : [one.in, 'optional'], one.schema, one.description));
  const body = op.requestBody;
  const answers = Object.entries(op.responses).map(([status, one]) => answer(api, status, one));
  return folded(title, [
    paragraphs(op.description),
    make('p', { class: 'limits' }, op.security.length ? 'Needs sign-in.' : 'Needs no sign-in.'),
    parameters.length ? make('h4', {}, 'Parameters') : [], list('fields', parameters),
    body ? [make('h4', {}, 'Body'), paragraphs(body.description)] : [],
    media(api, body?.content, true),
    make('h4', {}, 'Answers'), list('answers', answers), frames(api, op['x-frames']),
  ], { class: 'operation', id: op.operationId });
}

function operationsOf(api, tag) {
  return Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item)
    .filter(([, op]) => op.tags.includes(tag))
    .map(([method, op]) => ({ path, method, op })));
}

const section = (id, title, text, inside) =>
  make('section', { 'aria-labelledby': id }, make('h2', { id }, title), paragraphs(text), inside);

function draw(api) {
  const links = [];
  for (const { name, description } of api.tags) {
    const found = operationsOf(api, name);
    const operations = found.map(({ path, method, op }) => operation(api, path, method, op));
    byId('routes').append(section(`about-${name}`, name, description, operations));
    const routes = found.map(({ op }) => make('li', {}, link(op.operationId, op.summary)));
    links.push(make('h2', {}, link(`about-${name}`, name)), make('ul', {}, routes));
  }
  const shapes = Object.entries(api.components.schemas).map(([name, schema]) =>
    folded(make('h3', {}, code(name)), shape(schema), { class: 'operation', id: `shape-${name}` }));
  byId('shapes').append(section('about-shapes', 'Shapes', 'What the routes speak of.', shapes));
  byId('links').append(...links, make('h2', {}, link('about-shapes', 'Shapes')));
  byId('intro').append(make('h1', {}, api.info.title), ...paragraphs(api.info.description));
}

/// A link leads to something folded: unfold it first.
function reveal(hash) {
  const target = byId(decodeURIComponent(hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (target?.closest('[hidden]')) filter(byId('filter').value = '');
  return target;
}

function filter(text) {
  const asked = text.trim().toLowerCase();
  let count = 0;
  for (const part of document.querySelectorAll('#routes section')) {
    const hits = [...part.querySelectorAll('.operation')].filter((one) => {
      one.hidden = !one.querySelector('h3').textContent.toLowerCase().includes(asked);
      return !one.hidden;
    });
    part.hidden = hits.length === 0;
    count += hits.length;
  }
  byId('found').textContent = asked ? `${count} found` : '';
}

function listen() {
  const wide = matchMedia('(min-width: 60rem)');
  const contents = byId('contents');
  const unfold = byId('unfold');
  contents.open = wide.matches;
  wide.addEventListener('change', () => { contents.open = wide.matches; });
  byId('filter').addEventListener('input', (event) => filter(event.target.value));
  unfold.addEventListener('click', () => {
    const open = unfold.getAttribute('aria-pressed') !== 'true';
    unfold.setAttribute('aria-pressed', String(open));
    for (const one of document.querySelectorAll('#routes .operation')) one.open = open;
  });
  document.addEventListener('click', (event) => {
    const hash = event.target.closest('a[href^="#"]')?.getAttribute('href');
    if (hash) reveal(hash);
  });
  window.addEventListener('hashchange', () => reveal(location.hash));
  document.querySelector('.tools').hidden = false;
  reveal(location.hash)?.scrollIntoView();
}

async function start() {
  try {
    const answered = await fetch('/openapi.json');
    if (!answered.ok) throw new Error(`the server answered ${answered.status}`);
    draw(await answered.json());
    listen();
  } catch (error) {
    byId('failure').textContent = `The contract cannot be shown: ${error.message}.`;
  }
}

start();
