/** An area of the store that refers to leads: when one lead is merged into another, it moves what it knows of the loser. */
export interface MovesLeads {
  /** @param now milliseconds since 1970. */
  moveLead(loser: number, winner: number, now: number): void;
}
