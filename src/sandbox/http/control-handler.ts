import { readBody } from '../../proxy/body';
import { CONTROL_HEADER, CONTROL_PATH, type ShownSettings } from './controls';
import type { Sandbox, ChangeResult } from '../sandbox';
import type { SettingsChange } from '../settings';

/** Large enough for the state of a world into which many leads were imported; in bytes. */
const MAX_STATE = 64 * 1024 * 1024;

/** Whether a path (without query) belongs to the controls. */
export function isControlPath(path: string): boolean {
  return path.startsWith(CONTROL_PATH);
}

/**
 * The controls of a sandbox over HTTP, for a page whose sandbox runs in the server and for somebody's test suite:
 *
 *     GET    /sandbox/settings   all settings but the secrets
 *     PATCH  /sandbox/settings   some settings
 *     POST   /sandbox/reset      back to the seed
 *     GET    /sandbox/state      the world as JSON
 *     PUT    /sandbox/state      another world
 *     GET    /sandbox/log        the last calls
 *     DELETE /sandbox/log        forget them
 *
 * A world that has a name is ended by `DELETE /w/NAME/sandbox/world`, see `worlds.ts`.
 *
 * Every request has to carry the header `X-Sandbox-Control` with any value. Whoever serves this makes sure that the caller is
 * no foreign website. A change that is refused gets 422 and `{ "message": … }`.
 *
 * @returns a handler; its `path` is the request's without the prefix of its world.
 */
export function createControl(sandbox: Sandbox): (request: Request, path?: string) => Promise<Response> {
  return async (request, path = new URL(request.url).pathname) => {
    if (request.headers.get(CONTROL_HEADER) === null) {
      return problem(403, `A request to the sandbox's controls needs the header ${CONTROL_HEADER}.`);
    }
    const what = `${request.method} ${path.slice(CONTROL_PATH.length)}`;
    switch (what) {
      case 'GET settings':
        return json(shownSettings(sandbox));
      case 'PATCH settings':
        return changed(await withText(request, (text) => configure(sandbox, text)), () =>
          json(shownSettings(sandbox)),
        );
      case 'POST reset':
        sandbox.reset();
        return done();
      case 'GET state':
        return new Response(sandbox.exportState(), { headers: JSON_HEADERS });
      case 'PUT state':
        return changed(await withText(request, (text) => sandbox.importState(text)), done);
      case 'GET log':
        return json(sandbox.log());
      case 'DELETE log':
        sandbox.clearLog();
        return done();
      default:
        return problem(
          404,
          'The controls are settings (GET, PATCH), reset (POST), state (GET, PUT) and log (GET, DELETE).',
        );
    }
  };
}

/** The settings of a sandbox without its secrets. */
export function shownSettings(sandbox: Sandbox): ShownSettings {
  const { secretKey: _key, clientSecret: _secret, ...shown } = sandbox.settings();
  return shown;
}

function configure(sandbox: Sandbox, text: string): ChangeResult {
  try {
    return sandbox.configure(JSON.parse(text) as SettingsChange);
  } catch {
    return { ok: false, message: 'This is not JSON.' };
  }
}

async function withText(request: Request, change: (text: string) => ChangeResult): Promise<ChangeResult> {
  const body = await readBody(request, MAX_STATE);
  if (!body.ok) return { ok: false, message: `The text is larger than ${MAX_STATE} bytes, or it broke off.` };
  return change(new TextDecoder().decode(body.bytes));
}

function changed(result: ChangeResult, answer: () => Response): Response {
  return result.ok ? answer() : problem(422, result.message);
}

const JSON_HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: JSON_HEADERS });
}

function done(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

function problem(status: number, message: string): Response {
  return new Response(JSON.stringify({ message }), { status, headers: JSON_HEADERS });
}
