import { describe, expect, it } from 'vitest';
import { idsTo, placeOfId, rootId } from '#src/ui/form/field-id';

describe('The id of a form’s field', () => {
  it.each([
    [{ path: ['leadSelector', 'keyType'] }, 'field.leadSelector.keyType'],
    [{ path: ['keyValues', 'stringItem', 3] }, 'field.keyValues.stringItem.3'],
    [
      { path: ['targetWorkspace'], header: 'MktowsContextHeader' },
      'header-MktowsContextHeader.targetWorkspace',
    ],
    [{ path: ['a.b', '100%', '%2E'] }, undefined],
    [{ path: ['x'], header: 'own.header-field' }, undefined],
  ])('leads back to the field %j', (place, expected) => {
    const id = idsTo(place).at(-1) ?? '';
    if (expected) expect(id).toBe(expected);
    expect(placeOfId(id)).toEqual(place);
  });

  it('is told from the ids of everything else', () => {
    for (const id of ['', 'field', rootId('A'), 'import-text', 'inspector-tab-code', 'other.field'])
      expect(placeOfId(id)).toBeUndefined();
  });
});
