import { trimXml } from '../../text/white-space';

/** A kind of tag that programs carry, with the values it may have. */
export interface TagType {
  readonly name: string;
  readonly values: readonly string[];
}

/** A channel of programs with the statuses that a member passes through. */
export interface Channel {
  readonly name: string;
  readonly statuses: readonly ChannelStatus[];
}

/** One status of a channel. */
export interface ChannelStatus {
  readonly name: string;
  /** Its place on the way; a member never goes back to a lower one. */
  readonly step: number;
  readonly success: boolean;
  /** What it stands for with an event provider: `Webinar Behavior` or `Check-in Status`, and its value. */
  readonly behavior?: readonly [name: string, value: string];
}

/** Tag types and channels. No operation changes them. Names are compared without case (our choice). */
export class TagStore {
  readonly #types: TagType[] = [];
  readonly #channels: Channel[] = [];

  /** The tag types, sorted by name; channels are not among them. */
  types(): readonly TagType[] {
    return this.#types;
  }

  /** The channels, sorted by name. */
  channels(): readonly Channel[] {
    return this.#channels;
  }

  addType(type: TagType): void {
    this.#types.push(type);
    this.#types.sort(byName);
  }

  addChannel(channel: Channel): void {
    this.#channels.push(channel);
    this.#channels.sort(byName);
  }

  /** A tag as it is spelled here, or undefined when type or value are not defined. */
  find(type: string, value: string): readonly [type: string, value: string] | undefined {
    const known = this.#types.find(({ name }) => sameName(name, type));
    const own = known?.values.find((name) => sameName(name, value));
    return known && own !== undefined ? [known.name, own] : undefined;
  }
}

/** Whether two names of types, values or channels mean the same. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === trimXml(b).toLowerCase();
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
