/** A zone as programs print it, and where its clocks stand. */
export interface ZoneName {
  /** Minutes east of UTC. */
  readonly offset: number;
  /** What C, Java, Go and Ruby print: `PST`. */
  readonly short: string;
  /** What JavaScript engines print in English: `Pacific Standard Time`. */
  readonly long: string;
  /** A zone of the IANA database that keeps this time, as Java prints it in brackets. */
  readonly iana: string;
}

const table: readonly (readonly [offset: string, short: string, long: string, iana: string])[] = [
  ['+00:00', 'UTC', 'Coordinated Universal Time', 'UTC'],
  ['+00:00', 'GMT', 'Greenwich Mean Time', 'Europe/London'],
  ['-08:00', 'PST', 'Pacific Standard Time', 'America/Los_Angeles'],
  ['-07:00', 'PDT', 'Pacific Daylight Time', 'America/Los_Angeles'],
  ['-07:00', 'MST', 'Mountain Standard Time', 'America/Denver'],
  ['-06:00', 'MDT', 'Mountain Daylight Time', 'America/Denver'],
  ['-06:00', 'CST', 'Central Standard Time', 'America/Chicago'],
  ['-05:00', 'CDT', 'Central Daylight Time', 'America/Chicago'],
  ['-05:00', 'EST', 'Eastern Standard Time', 'America/New_York'],
  ['-04:00', 'EDT', 'Eastern Daylight Time', 'America/New_York'],
  ['-04:00', 'AST', 'Atlantic Standard Time', 'America/Halifax'],
  ['-03:00', 'ADT', 'Atlantic Daylight Time', 'America/Halifax'],
  ['-03:30', 'NST', 'Newfoundland Standard Time', 'America/St_Johns'],
  ['-02:30', 'NDT', 'Newfoundland Daylight Time', 'America/St_Johns'],
  ['-09:00', 'AKST', 'Alaska Standard Time', 'America/Anchorage'],
  ['-08:00', 'AKDT', 'Alaska Daylight Time', 'America/Anchorage'],
  ['-10:00', 'HST', 'Hawaii-Aleutian Standard Time', 'Pacific/Honolulu'],
  ['-03:00', 'BRT', 'Brasilia Standard Time', 'America/Sao_Paulo'],
  ['-03:00', 'ART', 'Argentina Standard Time', 'America/Argentina/Buenos_Aires'],
  ['+01:00', 'BST', 'British Summer Time', 'Europe/London'],
  ['+01:00', 'IST', 'Irish Standard Time', 'Europe/Dublin'],
  ['+00:00', 'WET', 'Western European Standard Time', 'Europe/Lisbon'],
  ['+01:00', 'WEST', 'Western European Summer Time', 'Europe/Lisbon'],
  ['+01:00', 'CET', 'Central European Standard Time', 'Europe/Berlin'],
  ['+02:00', 'CEST', 'Central European Summer Time', 'Europe/Berlin'],
  ['+02:00', 'EET', 'Eastern European Standard Time', 'Europe/Helsinki'],
  ['+03:00', 'EEST', 'Eastern European Summer Time', 'Europe/Helsinki'],
  ['+02:00', 'SAST', 'South Africa Standard Time', 'Africa/Johannesburg'],
  ['+02:00', 'IST', 'Israel Standard Time', 'Asia/Jerusalem'],
  ['+03:00', 'IDT', 'Israel Daylight Time', 'Asia/Jerusalem'],
  ['+03:00', 'MSK', 'Moscow Standard Time', 'Europe/Moscow'],
  ['+04:00', 'GST', 'Gulf Standard Time', 'Asia/Dubai'],
  ['+05:00', 'PKT', 'Pakistan Standard Time', 'Asia/Karachi'],
  ['+05:30', 'IST', 'India Standard Time', 'Asia/Kolkata'],
  ['+05:45', 'NPT', 'Nepal Time', 'Asia/Kathmandu'],
  ['+07:00', 'ICT', 'Indochina Time', 'Asia/Bangkok'],
  ['+08:00', 'SGT', 'Singapore Standard Time', 'Asia/Singapore'],
  ['+08:00', 'CST', 'China Standard Time', 'Asia/Shanghai'],
  ['+08:00', 'HKT', 'Hong Kong Standard Time', 'Asia/Hong_Kong'],
  ['+08:00', 'PST', 'Philippine Standard Time', 'Asia/Manila'],
  ['+08:00', 'AWST', 'Australian Western Standard Time', 'Australia/Perth'],
  ['+09:00', 'JST', 'Japan Standard Time', 'Asia/Tokyo'],
  ['+09:00', 'KST', 'Korean Standard Time', 'Asia/Seoul'],
  ['+09:30', 'ACST', 'Australian Central Standard Time', 'Australia/Adelaide'],
  ['+10:30', 'ACDT', 'Australian Central Daylight Time', 'Australia/Adelaide'],
  ['+10:00', 'AEST', 'Australian Eastern Standard Time', 'Australia/Sydney'],
  ['+11:00', 'AEDT', 'Australian Eastern Daylight Time', 'Australia/Sydney'],
  ['+12:00', 'NZST', 'New Zealand Standard Time', 'Pacific/Auckland'],
  ['+13:00', 'NZDT', 'New Zealand Daylight Time', 'Pacific/Auckland'],
];

/** The zones whose names programs print most, by the names that the IANA database and CLDR have in English. */
export const zoneNames: readonly ZoneName[] = table.map(([offset, short, long, iana]) => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return { offset: (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes), short, long, iana };
});

/**
 * The offset that an abbreviation names, in minutes east of UTC. Of two zones with one abbreviation it is the first here:
 * `CST` is Chicago's, `PST` Los Angeles'.
 *
 * @returns undefined for an abbreviation that is not known.
 */
export function offsetOfName(short: string): number | undefined {
  return zoneNames.find((zone) => zone.short === short)?.offset;
}
