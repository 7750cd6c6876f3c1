import fc from 'fast-check';

/** How often a particle stands, as its attributes say. */
interface Times {
  readonly min: number;
  readonly max: number;
}

/** A content model, to be written as a schema and to draw instances from. */
export type Model = Times &
  (
    | { readonly kind: 'element'; readonly name: string }
    | { readonly kind: 'any'; readonly namespace: string }
    | { readonly kind: 'sequence' | 'choice' | 'all'; readonly parts: readonly Model[] }
    /** The same as a named group that is referred to. */
    | { readonly kind: 'group'; readonly of: Model }
  );

const times: fc.Arbitrary<Times> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ min: 1, max: 1 }) },
  { weight: 3, arbitrary: fc.constant({ min: 0, max: 1 }) },
  { weight: 2, arbitrary: fc.constant({ min: 0, max: Infinity }) },
  { weight: 1, arbitrary: fc.constant({ min: 1, max: Infinity }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ min: fc.nat({ max: 3 }), more: fc.nat({ max: 3 }) })
      .map(({ min, more }) => ({ min, max: min + more })),
  },
);

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

const element: fc.Arbitrary<Model> = fc
  .record({ name, own: times })
  .map(({ name, own }) => ({ kind: 'element', name, ...own }));

const wildcard: fc.Arbitrary<Model> = fc
  .record({ namespace: fc.constantFrom('##other', 'urn:r', 'urn:r urn:s', '##any'), own: times })
  .map(({ namespace, own }) => ({ kind: 'any', namespace, ...own }));

const { group } = fc.letrec<{ group: Model; part: Model }>((tie) => ({
  group: fc
    .record({
      kind: fc.constantFrom('sequence', 'choice'),
      parts: fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
      own: times,
      named: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ kind, parts, own, named }): Model => {
      const model: Model = { kind, parts, min: 1, max: 1 };
      return named === 0 ? { kind: 'group', of: model, ...own } : { ...model, ...own };
    }),
  part: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    { weight: 8, arbitrary: element },
    { weight: 1, arbitrary: wildcard },
    { weight: 4, arbitrary: tie('group') },
  ),
}));

const all: fc.Arbitrary<Model> = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    optional: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    min: fc.nat({ max: 1 }),
  })
  .map(({ names, optional, min }) => ({
    kind: 'all',
    parts: names.map((name, index) => ({ kind: 'element', name, min: optional[index] ? 0 : 1, max: 1 })),
    min,
    max: 1,
  }));

/** Any content model of a complex type; many are none that XML Schema allows. */
export const anyModel: fc.Arbitrary<Model> = fc.oneof(
  { weight: 9, arbitrary: group },
  { weight: 1, arbitrary: all },
);

/** A model as particles of a schema, and the groups that it refers to. */
export function written(model: Model): { particle: string; groups: string } {
  let groups = '';
  let count = 0;
  const occurs = ({ min, max }: Times) =>
    `${min === 1 ? '' : ` minOccurs="${min}"`}${max === 1 ? '' : ` maxOccurs="${max === Infinity ? 'unbounded' : max}"`}`;
  const write = (one: Model): string => {
    if (one.kind === 'element') return `<x:element name="${one.name}" type="x:string"${occurs(one)}/>`;
    if (one.kind === 'any')
      return `<x:any namespace="${one.namespace}" processContents="skip"${occurs(one)}/>`;
    if (one.kind !== 'group')
      return `<x:${one.kind}${occurs(one)}>${one.parts.map(write).join('')}</x:${one.kind}>`;
    const own = `G${(count += 1)}`;
    const inside = write(one.of);
    groups += `<x:group name="${own}">${inside}</x:group>`;
    return `<x:group ref="q:${own}"${occurs(one)}/>`;
  };
  return { particle: write(model), groups };
}

/**
 * True for a model that libxml2 is a good judge of. Measured with the matcher below: it miscounts wildcards that repeat, by
 * themselves or with a group around them, or name several namespaces, and groups that may stand for nothing and have to stand more than once, and it takes some
 * elements that may stand no times.
 */
export function isJudged(model: Model, isRepeated = false): boolean {
  if (model.kind === 'element') return model.max > 0;
  if (model.kind === 'any') return !model.namespace.includes(' ') && model.max === 1 && !isRepeated;
  if (model.min > 1 && allows({ ...model, min: 1, max: 1 }, [])) return false;
  const repeats = isRepeated || model.max > 1;
  if (model.kind === 'group') return isJudged(model.of, repeats);
  return model.max > 0 && model.parts.every((part) => isJudged(part, repeats));
}

/** Draws numbers from a list, again and again. */
export type Draw = (below: number) => number;

/** A list of children that a model allows, by their names; names with a colon are of other namespaces. */
export function instance(model: Model, draw: Draw): string[] {
  const most = model.max === Infinity ? model.min + draw(4) : model.min + draw(model.max - model.min + 1);
  return Array.from({ length: most }, () => once(model, draw)).flat();
}

function once(model: Model, draw: Draw): string[] {
  switch (model.kind) {
    case 'element':
      return [model.name];
    case 'any':
      return [model.namespace === 'urn:r urn:s' && draw(2) ? 's:z' : 'r:z'];
    case 'group':
      return instance(model.of, draw);
    case 'choice': {
      const parts = present(model.parts);
      const part = parts[draw(parts.length)];
      return part ? instance(part, draw) : [];
    }
    case 'sequence':
      return model.parts.flatMap((part) => instance(part, draw));
    case 'all': {
      const left = [...model.parts];
      const found: string[] = [];
      while (left.length > 0) found.push(...instance(left.splice(draw(left.length), 1)[0] as Model, draw));
      return found;
    }
  }
}

/** The children with one change: one gone, doubled, swapped with the next, another one instead or one more. */
export function oneStepOff(children: readonly string[], draw: Draw): string[] {
  const changed = [...children];
  const at = draw(children.length + 1);
  const other = ['a', 'b', 'c', 'd', 'e', 'r:z', 's:z', 'q:a'][draw(8)] as string;
  const own = changed[at];
  const kind = own === undefined ? 4 : draw(5);
  if (kind === 0) changed.splice(at, 1);
  else if (kind === 1) changed.splice(at, 0, own as string);
  else if (kind === 2 && at + 1 < changed.length) {
    changed[at] = changed[at + 1] as string;
    changed[at + 1] = own as string;
  } else if (kind === 3) changed[at] = other;
  else changed.splice(at, 0, other);
  return changed;
}

/**
 * True when a model allows these children: by the words of the recommendation, trying every way. Slow, and so plain that it
 * can be seen to be right.
 */
export function allows(model: Model, children: readonly string[]): boolean {
  return ends(model, children, new Set([0])).has(children.length);
}

/** Where a particle may end that begins at one of these places. */
function ends(model: Model, children: readonly string[], from: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  let now: ReadonlySet<number> = from;
  const seen = new Set<string>();
  for (let count = 0; now.size > 0; count += 1) {
    if (count >= model.min) for (const place of now) found.add(place);
    const key = `${Math.min(count, model.min)} ${[...now].join()}`;
    if (count >= model.max || (count > model.min && seen.has(key))) break;
    seen.add(key);
    now = endsOfOne(model, children, now);
  }
  return found;
}

function endsOfOne(model: Model, children: readonly string[], from: ReadonlySet<number>): Set<number> {
  const next = (matches: (name: string) => boolean) =>
    new Set(
      [...from].flatMap((at) => (at < children.length && matches(children[at] as string) ? [at + 1] : [])),
    );
  switch (model.kind) {
    case 'element':
      return next((name) => name === model.name);
    case 'any':
      return next((name) => takes(model.namespace, name));
    case 'group':
      return ends(model.of, children, from);
    case 'choice': {
      const parts = present(model.parts);
      if (parts.length === 0) return new Set(from);
      return new Set(parts.flatMap((part) => [...ends(part, children, from)]));
    }
    case 'sequence':
      return model.parts.reduce<Set<number>>((at, part) => ends(part, children, at), new Set(from));
    case 'all': {
      const found = new Set<number>();
      for (const order of orders(model.parts))
        for (const at of order.reduce<Set<number>>((at, part) => ends(part, children, at), new Set(from)))
          found.add(at);
      return found;
    }
  }
}

/** What may stand no times is no part at all (XML Schema Part 1, 3.9.1). */
function present(parts: readonly Model[]): Model[] {
  return parts.filter(({ max }) => max > 0);
}

function takes(wildcard: string, name: string): boolean {
  const namespace = name.includes(':') ? `urn:${name.slice(0, 1)}` : '';
  if (wildcard === '##any') return true;
  if (wildcard === '##other') return namespace !== '' && namespace !== 'urn:q';
  return wildcard.split(' ').includes(namespace);
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    orders([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
