/** How long a program waits for an answer, in seconds, when nobody says otherwise. */
export const TIMEOUT = 60;
