import { expect, test } from 'vitest';
import { recipes } from '#src/guide/recipes/recipes';
import { recipeWords } from '#src/guide/words/en/recipes';

test.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
  '%s has words for all that it shows',
  (id, recipe) => {
    const words = recipeWords[id];
    expect(words).toBeDefined();
    expect(Object.keys(words?.inputs ?? {})).toEqual(recipe.inputs.map((input) => input.id));
    expect(Object.keys(words?.steps ?? {})).toEqual(recipe.steps.map((step) => step.id));
  },
);

test('there are words for no recipe that is not there', () => {
  expect(Object.keys(recipeWords).sort()).toEqual(recipes.map(({ id }) => id).sort());
});
