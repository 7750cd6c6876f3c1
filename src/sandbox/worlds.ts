import { plain } from '../service/responses';
import { faceAt, type Face } from './faces';
import { CONTROL_HEADER } from './http/controls';
import type { Sandbox } from './sandbox';
import { readWorldPath } from './world-path';

/** What several worlds are made of. */
export interface WorldsOptions {
  /** Makes the sandbox of a world, when it is used for the first time. */
  readonly create: (world: string) => Sandbox;
  /** How many worlds there may be at once, beside the one without a name. */
  readonly limit: number;
}

/** How many worlds there may be where nobody said so. Each takes some megabytes once it is used. */
export const DEFAULT_WORLDS = 100;

interface World {
  readonly sandbox: Sandbox;
  readonly opened: Map<Face, (request: Request, path: string) => Promise<Response>>;
}

/**
 * Several sandboxes in one process, for tests that run at the same time: `/w/NAME/…` is a world of its own, with all the faces that
 * the one without a name has. A world begins with its first request and ends with the process or with
 * `DELETE /w/NAME/sandbox/world`.
 */
export class Worlds {
  readonly #options: WorldsOptions;
  readonly #worlds = new Map<string, World>();

  constructor(options: WorldsOptions) {
    this.#options = options;
  }

  /** Whether a path (without query) is one of a world's, so that the answer is ours to give. */
  static isWorldPath(pathname: string): boolean {
    const place = readWorldPath(pathname);
    // What begins with the prefix is nobody else's, also where it leads nowhere.
    return !place || place.world !== '' || faceAt(place.path) !== undefined;
  }

  /** Whether a request is for a face that reads bodies within a limit of its own. */
  static limitsItself(request: Request): boolean {
    const place = readWorldPath(new URL(request.url).pathname);
    return (place && faceAt(place.path)?.limitsItself) ?? false;
  }

  /** Answers any request by the world and the face that its path names. */
  handle = async (request: Request): Promise<Response> => {
    const place = readWorldPath(new URL(request.url).pathname);
    if (!place) {
      return plain(
        404,
        'A world’s name has up to 64 letters, digits, dots, hyphens and underscores: /w/NAME/…',
      );
    }
    const face = faceAt(place.path);
    if (!face) {
      return plain(
        404,
        'There is nothing here. The service is at /soap/mktows/3_1, a world’s own at /w/NAME/soap/mktows/3_1.',
      );
    }
    if (isEnd(request, place.path) && place.world !== '') return this.#end(place.world);
    const world = this.#find(place.world);
    if (!world) {
      const { limit } = this.#options;
      return plain(
        503,
        `There are ${limit} worlds already. DELETE /w/NAME/sandbox/world, with the header ${CONTROL_HEADER}, ends one.`,
      );
    }
    let handle = world.opened.get(face);
    if (!handle) world.opened.set(face, (handle = face.open(world.sandbox)));
    return handle(request, place.path);
  };

  #find(name: string): World | undefined {
    const known = this.#worlds.get(name);
    if (known) return known;
    const named = this.#worlds.size - (this.#worlds.has('') ? 1 : 0);
    if (name !== '' && named >= this.#options.limit) return undefined;
    const world = { sandbox: this.#options.create(name), opened: new Map() };
    this.#worlds.set(name, world);
    return world;
  }

  #end(name: string): Response {
    return this.#worlds.delete(name)
      ? new Response(null, { status: 204 })
      : plain(404, `There is no world ${name}.`);
  }
}

function isEnd(request: Request, path: string): boolean {
  return (
    request.method === 'DELETE' && path === '/sandbox/world' && request.headers.get(CONTROL_HEADER) !== null
  );
}
