import { describe, expect, it } from 'vitest';
import type { Hover } from '#src/language/hover';
import { hoverText } from '#src/ui/editor/hover-text';

const HELP: Hover = {
  range: { start: 0, end: 1 },
  title: 'keyType',
  type: 'LeadKeyRef',
  occurrence: 'required',
  nillable: false,
  limits: [],
  documentation: 'What the values are.',
  typeDocumentation: '',
  values: [],
  operation: 'getMultipleLeads',
};

/** All of the help as one text; what is escaped is taken out of it. */
const active = (help: Hover) =>
  hoverText(help)
    .map(({ value }) => value)
    .join('\n\n')
    .replace(/\\./g, '');

describe('Help in the editor', () => {
  it('ends with a link to the operation’s page in the guide', () => {
    expect(hoverText(HELP).at(-1)?.value).toBe('[getMultipleLeads in the guide](<#guide/getMultipleLeads>)');
  });

  it('has no link where no operation is known', () => {
    expect(active({ ...HELP, operation: undefined })).not.toContain('](');
  });

  const HOSTILE = [
    '[x](command:workbench.action.quit)',
    '![x](https://evil.example/pixel.png)',
    '<a href="javascript:alert(1)">x</a>',
    'https://evil.example/ and www.evil.example and a@evil.example',
    '<https://evil.example>',
    '\n\n[x]: https://evil.example\n\n[x]',
    '```\ncode\n```',
    '| a |\n|---|\n| b |',
    '\\[x](https://evil.example)',
  ];

  it.each(HOSTILE)('shows %j from a WSDL as text, never as a link, picture or command', (text) => {
    const help = { ...HELP, title: text, type: text, documentation: text, typeDocumentation: text };
    const shown = active({ ...help, limits: [text], values: [text] });
    const rest = shown
      .replace('(<#guide/getMultipleLeads>)', '')
      .replace('[getMultipleLeads in the guide]', '');
    expect(rest.replace('Values:', '')).not.toMatch(/[[\]<>`|@:]/);
  });

  it.each(['x>)](command:quit)', 'a) [b](https://evil.example'])(
    'keeps an operation named %j inside its link',
    (operation) => {
      const link = hoverText({ ...HELP, operation }).at(-1)?.value ?? '';
      expect(link.replace(/\\./g, '')).toMatch(/^\[[^[\]]* in the guide\]\(<#guide\/[^\s<>]+>\)$/);
    },
  );
});
