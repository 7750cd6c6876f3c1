/** Languages that a fix can be shown in. */
export const languages = ['php', 'java', 'ruby', 'python', 'javascript', 'csharp', 'go', 'bash'] as const;
export type Language = (typeof languages)[number];
