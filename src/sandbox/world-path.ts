/** A path of a sandbox's server: which world it is in, and the path that it has there. */
export interface WorldPath {
  /** Empty for the world without a name. */
  readonly world: string;
  /** `/soap/mktows/3_1`, whichever the world is. */
  readonly path: string;
}

const PREFIX = /^\/w\/([^/]*)(\/.*)?$/s;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Takes a path (without query) apart: `/w/NAME/…` is in the world of that name, everything else in the world without a name.
 *
 * @returns undefined when the name is none: 64 letters, digits, dots, hyphens or underscores at most, the first a letter or a digit.
 */
export function readWorldPath(pathname: string): WorldPath | undefined {
  const match = PREFIX.exec(pathname);
  if (!match) return { world: '', path: pathname };
  const [, world = '', path = '/'] = match;
  return NAME.test(world) ? { world, path } : undefined;
}
