// Whole journeys with Ory's SDK for JavaScript: node journeys.mjs <journey> <public> <admin> <mail catcher>
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { Configuration, FrontendApi, IdentityApi } from '@ory/kratos-client';

const [journey, publicBase, adminBase, mailBase] = process.argv.slice(2);
const password = 'slow-otter-7-lanterns';
const email = `js-${randomUUID()}@example.org`;

const native = new FrontendApi(new Configuration({ basePath: publicBase }));
const operator = new IdentityApi(new Configuration({ basePath: adminBase }));

/** An SDK that keeps cookies, as a browser does by itself, and stays where it is when an answer leads elsewhere. */
function singlePageApp() {
  const jar = new Map();
  const http = axios.create({ maxRedirects: 0, validateStatus: status => status < 400 });
  http.interceptors.request.use(request => {
    request.headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    return request;
  });
  const keep = answer => {
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      jar.set(name, value);
    }
  };
  http.interceptors.response.use(
    answer => (keep(answer), answer),
    error => { keep(error.response); throw error; });
  return new FrontendApi(new Configuration({ basePath: publicBase }), undefined, http);
}

async function createAccount() {
  await operator.createIdentity({ createIdentityBody: { schema_id: 'default', traits: { email } } });
}

async function letter() {
  const answer = await fetch(`${mailBase}/latest?wait=30000&to=${encodeURIComponent(email)}`);
  assert.equal(answer.status, 200, 'a letter comes');
  return answer.json();
}

async function refused(status, call) {
  const error = await call.then(() => assert.fail(`${status} expected`), thrown => thrown);
  assert.equal(error.response?.status, status, error.message);
  return error.response.data;
}

const csrf = flow => flow.ui.nodes.find(node => node.attributes.name === 'csrf_token').attributes.value;
const flowIn = url => new URL(url).searchParams.get('flow');

async function savePassword(app, flow) {
  const { data: settings } = await app.getSettingsFlow({ id: flow });
  const { data: saved } = await app.updateSettingsFlow({
    flow, updateSettingsFlowBody: { method: 'password', password, csrf_token: csrf(settings) } });
  assert.equal(saved.state, 'success');
}

async function leave(app) {
  const { data: logout } = await app.createBrowserLogoutFlow();
  await app.updateLogoutFlow({ token: logout.logout_token });
  await refused(401, app.toSession());
}

const journeys = {
  async nativeCode() {
    await createAccount();
    const { data: { id: flow } } = await native.createNativeRecoveryFlow();
    const { data: sent } = await native.updateRecoveryFlow({ flow, updateRecoveryFlowBody: { method: 'code', email } });
    assert.equal(sent.state, 'sent_email');
    const { code } = await letter();
    const wrong = code === '000000' ? '111111' : '000000';
    const { data: again } = await native.updateRecoveryFlow({ flow, updateRecoveryFlowBody: { method: 'code', code: wrong } });
    assert.equal(again.ui.messages[0].id, 4060006);

    const { data: passed } = await native.updateRecoveryFlow({ flow, updateRecoveryFlowBody: { method: 'code', code } });

    assert.equal(passed.state, 'passed_challenge');
    const next = new Map(passed.continue_with.map(step => [step.action, step]));
    const xSessionToken = next.get('set_ory_session_token').ory_session_token;
    const { data: session } = await native.toSession({ xSessionToken });
    assert.equal(session.identity.traits.email, email);
    const { data: saved } = await native.updateSettingsFlow({
      flow: next.get('show_settings_ui').flow.id, xSessionToken, updateSettingsFlowBody: { method: 'password', password } });
    assert.equal(saved.state, 'success');
    await native.performNativeLogout({ performNativeLogoutBody: { session_token: xSessionToken } });
    await refused(401, native.toSession({ xSessionToken }));
  },

  async singlePageCode() {
    await createAccount();
    const app = singlePageApp();
    const { data: opened } = await app.createBrowserRecoveryFlow();
    const { data: sent } = await app.updateRecoveryFlow({
      flow: opened.id, updateRecoveryFlowBody: { method: 'code', email, csrf_token: csrf(opened) } });
    assert.equal(sent.state, 'sent_email');
    const { code } = await letter();

    const next = await refused(422, app.updateRecoveryFlow({
      flow: opened.id, updateRecoveryFlowBody: { method: 'code', code, csrf_token: csrf(sent) } }));

    assert.equal(next.error.id, 'browser_location_change_required');
    const { data: session } = await app.toSession();
    assert.equal(session.authentication_methods[0].method, 'code_recovery');
    await savePassword(app, flowIn(next.redirect_browser_to));
    await leave(app);
  },

  async singlePageLink() {
    await createAccount();
    const app = singlePageApp();
    const { data: opened } = await app.createBrowserRecoveryFlow();
    const { data: sent } = await app.updateRecoveryFlow({
      flow: opened.id, updateRecoveryFlowBody: { method: 'link', email, csrf_token: csrf(opened) } });
    assert.equal(sent.state, 'sent_email');
    const link = new URL((await letter()).link);
    const followed = {
      flow: link.searchParams.get('flow'), token: link.searchParams.get('token'), updateRecoveryFlowBody: { method: 'link' } };

    const passed = await app.updateRecoveryFlow(followed);

    assert.equal(passed.status, 303);
    const { data: session } = await app.toSession();
    assert.equal(session.authentication_methods[0].method, 'link_recovery');
    await savePassword(app, flowIn(passed.headers.location));
    await leave(app);
    const spent = await app.updateRecoveryFlow(followed);
    assert.equal(spent.status, 303);
    const { data: instead } = await app.getRecoveryFlow({ id: flowIn(spent.headers.location) });
    assert.equal(instead.ui.messages[0].id, 4060004);
  },

  async refusals() {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await refused(404, native.getRecoveryFlow({ id: nowhere }));
    await refused(404, native.updateRecoveryFlow({ flow: nowhere, updateRecoveryFlowBody: { method: 'code', email } }));
    const { data: opened } = await singlePageApp().createBrowserRecoveryFlow();
    const foreign = await refused(403, singlePageApp().getRecoveryFlow({ id: opened.id }));
    assert.equal(foreign.error.id, 'security_csrf_violation');
  },
};

await journeys[journey]();
