// Turns the results of a run into tables: node report.mjs RESULTS MACHINE FOLDER. Prints them, and writes
// FOLDER/results.json and, where the curve was measured, FOLDER/latency.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureOf } from './picture.mjs';

const columns = ['rate', 'p50', 'p99', 'server', 'entries', 'bytes'];

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** One entry a figure, with the values of all rounds, in the order of the first appearance. */
function read(text) {
  const figures = new Map();
  for (const line of text.split('\n').filter(Boolean)) {
    const [scenario, figure, value, unit = '', aim = ''] = line.split('\t');
    const key = `${scenario}\t${figure}`;
    if (!figures.has(key)) figures.set(key, { scenario, figure, unit, aim, values: [] });
    if (value === '' || !Number.isFinite(Number(value))) throw new Error(`not a number: ${line}`);
    figures.get(key).values.push(Number(value));
  }
  return [...figures.values()].map(judged);
}

function judged(entry) {
  const value = median(entry.values);
  if (!entry.aim) return { ...entry, value };
  const [, sign, bound] = /^(<=|>=)(\S+)$/.exec(entry.aim) ?? [];
  if (!sign) throw new Error(`not an aim: ${entry.aim}`);
  return { ...entry, value, reached: sign === '<=' ? value <= Number(bound) : value >= Number(bound) };
}

const shown = (value) => {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
};

const table = (head, lines) => [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function tableOfAims(figures) {
  return table(['scenario', 'figure', 'value', 'aim', ''], figures.filter(({ aim }) => aim).map((entry) => [
    entry.scenario, entry.figure, `${shown(entry.value)} ${entry.unit}`.trim(), entry.aim, entry.reached ? 'reached' : '**NOT reached**']));
}

/** What was asked over and over: a line a scenario. */
function tableOfRates(figures) {
  const names = [...new Set(figures.filter(({ figure }) => figure === 'rate').map(({ scenario }) => scenario))];
  return table(['scenario', 'a second', 'p50 ms', 'p99 ms', 'server us', 'entries', 'bytes'], names.map((name) => [
    name, ...columns.map((column) => {
      const found = figures.find(({ scenario, figure }) => scenario === name && figure === column);
      return found ? shown(found.value) : '';
    })]));
}

function tableOfTheRest(figures) {
  return table(['scenario', 'figure', 'value'], figures
    .filter(({ scenario, figure, aim }) => !aim && !columns.includes(figure) && !isDrawn(scenario, figure))
    .map((entry) => [entry.scenario, entry.figure, `${shown(entry.value)} ${entry.unit}`.trim()]));
}

/** Latency over load: of each share of what is carried, how many a second that were, and the latencies. */
const isDrawn = (scenario, figure) => scenario === 'curve' && / at \d+%$/.test(figure);

function pointsOf(figures) {
  const points = new Map();
  for (const { figure, value } of figures.filter((entry) => isDrawn(entry.scenario, entry.figure))) {
    const [name, share] = figure.split(' at ');
    points.set(share, { ...points.get(share), share, [name]: value });
  }
  return [...points.values()];
}

function tableOfCurve(points) {
  return table(['of what is carried', 'reads a second', 'p50 ms', 'p99 ms', 'p99.9 ms'],
    points.map((point) => [point.share, ...['rate', 'p50', 'p99', 'p99.9'].map((name) => shown(point[name]))]));
}

const [results, machine, folder] = process.argv.slice(2);
const figures = read(readFileSync(results, 'utf8'));
const about = readFileSync(machine, 'utf8').trim();
writeFileSync(join(folder, 'results.json'), `${JSON.stringify({ machine: about.split('\n'), figures }, null, 1)}\n`);
const points = pointsOf(figures);
if (points.length) writeFileSync(join(folder, 'latency.svg'), pictureOf(points));
console.log([about, tableOfAims(figures), tableOfRates(figures), tableOfTheRest(figures),
  ...(points.length ? [tableOfCurve(points)] : [])].join('\n\n'));
