import type { Cause } from '#src/signature/cause';

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const days = 'SunMonTueWedThuFriSat';
const two = (value: number) => String(value).padStart(2, '0');

/**
 * The timestamp that a program with these mistakes signs, written out with the calendar of `Date` alone. Null when the
 * header's zone does not allow them.
 */
export function writeTimestamp(header: string, causes: readonly Cause[]): string | null {
  const shift = causes.reduce(
    (sum, cause) => sum + (cause.code === 'timestamp-shifted' ? cause.seconds : 0),
    0,
  );
  const form = causes.find((cause) => cause.code === 'timestamp-form');
  const fraction = causes.find((cause) => cause.code === 'timestamp-fraction');
  const trims = causes.some((cause) => cause.code === 'whitespace-trimmed' && cause.where === 'timestamp');
  const text = header.trim();
  if (!form && !fraction && shift === 0) return trims ? text : header;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  const zone = /([+-])(\d\d):(\d\d)$/.exec(text);
  const own = zone ? Number(`${zone[1]}1`) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  const time = Date.UTC(year, month - 1, day, hour, minute, second + shift) - own * 60_000;
  if (fraction) {
    const digits = `.${String(fraction.milliseconds).padStart(3, '0')}`;
    return fraction.utc
      ? `${clock(time, 0, 'T')}${digits}Z`
      : `${clock(time, own, 'T')}${digits}${offset(own, ':')}`;
  }
  const ending = text.endsWith('Z') ? 'Z' : zone ? offset(own, ':') : '';
  const asItStands = clock(time, own, 'T') + ending;
  return form ? inForm(form, time, own, asItStands) : asItStands;
}

function inForm(
  cause: Extract<Cause, { code: 'timestamp-form' }>,
  time: number,
  own: number,
  asItStands: string,
): string | null {
  const named = cause.offset === null ? null : minutes(cause.offset);
  const zone = named ?? own;
  const here = (mark: string) => clock(time, zone, mark);
  const utc = (mark: string) => clock(time, 0, mark);
  switch (cause.form) {
    case 'w3c':
      return here('T') + offset(zone, ':');
    case 'z':
      return `${utc('T')}Z`;
    case 'no-colon':
      return here('T') + offset(zone, '');
    case 'hours-only':
      return here('T') + offset(zone, '').slice(0, 3);
    case 'no-offset':
      return here('T');
    case 'space':
      return here(' ') + offset(zone, ':');
    case 'space-z':
      return `${utc(' ')}Z`;
    case 'space-utc':
      return `${utc(' ')} UTC`;
    case 'space-no-colon':
      return `${here(' ')} ${offset(zone, '')}`;
    case 'space-no-offset':
      return here(' ');
    case 'milliseconds':
      return `${here('T')}.000${offset(zone, ':')}`;
    case 'milliseconds-z':
      return `${utc('T')}.000Z`;
    case 'milliseconds-no-colon':
      return `${here('T')}.000${offset(zone, '')}`;
    case 'milliseconds-no-offset':
      return `${here('T')}.000`;
    case 'microseconds':
      return `${here('T')}.000000${offset(zone, ':')}`;
    case 'microseconds-z':
      return `${utc('T')}.000000Z`;
    case 'microseconds-no-offset':
      return `${here('T')}.000000`;
    case 'no-seconds':
      return here('T').slice(0, -3) + offset(zone, ':');
    case 'no-seconds-z':
      return `${utc('T').slice(0, -3)}Z`;
    case 'compact':
      return here('T').replace(/[:-]/g, '') + offset(zone, '');
    case 'compact-z':
      return `${utc('T').replace(/[:-]/g, '')}Z`;
    case 'two-digit-year':
      return here('T').slice(2) + offset(zone, ':');
    case 'twelve-hour':
      return (
        here('T').replace(/T(\d\d)/, (_, hour: string) => `T${two(((Number(hour) + 11) % 12) + 1)}`) +
        offset(zone, ':')
      );
    case 'rfc-2822':
      return `${mail(time, zone)} ${offset(zone, '')}`;
    case 'http-date':
      return `${mail(time, 0)} GMT`;
    case 'epoch-seconds':
      return String(time / 1000);
    case 'epoch-milliseconds':
      return String(time);
    case 'epoch-decimal':
      return `${time / 1000}.0`;
    case 'zone-cut':
      if (Math.trunc(zone / 60) !== Math.trunc(own / 60) || zone * own < 0) return null;
      return clock(time, own, 'T') + offset(zone, ':');
    case 'zone-sign':
      return zone === -own ? clock(time, own, 'T') + offset(zone, ':') : null;
    case 'zone-relabelled':
      if (asItStands.length > 19 && zone !== 0 && Math.abs(zone - own) !== 60) return null;
      return clock(time, own, 'T') + offset(zone, ':');
    case 'z-relabelled':
      return `${clock(time, own, 'T')}Z`;
    case 'percent-encoded':
      return asItStands.split(':').join('%3A').split('+').join('%2B');
    case 'plus-as-space':
      return asItStands.split('+').join(' ');
    default:
      throw new Error(`${cause.form} is made in made-by-hand.ts.`);
  }
}

function clock(time: number, zone: number, mark: string): string {
  const date = new Date(time + zone * 60_000);
  const day = [date.getUTCFullYear(), two(date.getUTCMonth() + 1), two(date.getUTCDate())].join('-');
  return day + mark + [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
}

function mail(time: number, zone: number): string {
  const date = new Date(time + zone * 60_000);
  const weekday = days.slice(date.getUTCDay() * 3).slice(0, 3);
  const month = months.slice(date.getUTCMonth() * 3).slice(0, 3);
  return `${weekday}, ${two(date.getUTCDate())} ${month} ${date.getUTCFullYear()} ${clock(time, zone, 'T').slice(11)}`;
}

function offset(zone: number, colon: string): string {
  const size = Math.abs(zone);
  return (zone < 0 ? '-' : '+') + two(Math.floor(size / 60)) + colon + two(size % 60);
}

function minutes(name: string): number {
  const [hours = 0, rest = 0] = name.slice(1).split(':').map(Number);
  return (name.startsWith('-') ? -1 : 1) * (hours * 60 + rest);
}
