// Charts, live tails, keys and sliders. Without this file every page works but for tails and charts, which have tables.
'use strict';

const rows = () => [...document.querySelectorAll('[data-row]')];
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// keys
function move(by) {
  const all = rows();
  const at = all.findIndex(row => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  const link = next && (next.matches('a') ? next : next.querySelector('a'));
  if (link) link.focus();
}

const keys = {
  '/': () => document.querySelector('[data-search]')?.focus(),
  'j': () => move(1),
  'k': () => move(-1),
  '[': () => document.querySelector('a[rel=prev]')?.click(),
  ']': () => document.querySelector('a[rel=next]')?.click(),
  '?': () => document.getElementById('keys')?.showModal(),
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

document.addEventListener('click', async event => {
  if (event.target.closest('a.keys')) {
    event.preventDefault();
    keys['?']();
  }
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.textContent = 'copied';
  }
});

// browsers have a clipboard for pages by TLS and of this machine only
if (!navigator.clipboard) document.querySelectorAll('[data-copy]').forEach(button => button.remove());

// charts: <canvas data-chart="bar" data-table="id of the table whose first column are labels and whose others are numbers">
const number = cell => Number((cell.dataset.value ?? cell.textContent).replaceAll(',', ''));
const palette = ['accent', 'bad', 'good', 'quiet', 'warn'];

function draw(canvas) {
  const table = document.getElementById(canvas.dataset.table);
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const names = heads.map(cell => cell.textContent.trim());
  const colours = heads.map((cell, i) => style('--' + (cell.dataset.colour ?? palette[i % palette.length])));
  const lines = [...table.tBodies[0].rows];
  const axis = {ticks: {color: style('--quiet')}, grid: {color: style('--line')}};
  Chart.getChart(canvas)?.destroy();
  new Chart(canvas, {
    type: canvas.dataset.chart,
    data: {
      labels: lines.map(line => line.cells[0].textContent.trim()),
      datasets: names.map((name, i) => ({
        label: name,
        data: lines.map(line => number(line.cells[i + 1])),
        backgroundColor: colours[i],
        borderColor: colours[i],
        borderRadius: 3,
        maxBarThickness: 64,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: canvas.dataset.axis ?? 'x',
      plugins: {legend: {display: names.length > 1, labels: {color: style('--ink')}}},
      scales: {x: {...axis, ticks: {...axis.ticks, maxRotation: 0, autoSkipPadding: 24}, stacked: 'stacked' in canvas.dataset}, y: {...axis, ticks: {...axis.ticks, precision: 0}, beginAtZero: true, stacked: 'stacked' in canvas.dataset}},
    },
  });
}

function drawAll() {
  document.querySelectorAll('canvas[data-chart]').forEach(draw);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);

// live tails: <ol data-tail="url of server-sent events, each a row" data-status="id of what says how it goes">
function follow(list) {
  const status = document.getElementById(list.dataset.status);
  const say = (text, state) => { status.textContent = text; status.dataset.state = state; };
  const source = new EventSource(list.dataset.tail);
  source.onopen = () => say('Live: what happens now appears at the end', 'on');
  source.onerror = () => say(source.readyState === EventSource.CLOSED
    ? 'Not live any more: load this page again'
    : 'Not live: the connection is gone, trying again', 'off');
  source.addEventListener('entry', event => {
    document.getElementById('nothing-yet')?.remove();
    list.insertAdjacentHTML('beforeend', event.data);
    list.lastElementChild.classList.add('fresh');
  });
}

// what a form sends by itself, once scripts run: <form data-eager>
document.addEventListener('change', event => event.target.closest('form[data-eager]')?.requestSubmit());

document.addEventListener('htmx:responseError', () => location.reload());
document.addEventListener('htmx:afterSwap', drawAll);
document.documentElement.classList.add('scripted');
drawAll();
document.querySelectorAll('[data-tail]').forEach(follow);
