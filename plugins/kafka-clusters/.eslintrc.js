module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What scrolls has to be reachable by keyboard, though it is no control.
    'jsx-a11y/no-noninteractive-tabindex': [
      'error',
      { roles: ['region', 'tabpanel'], tags: [] },
    ],
  },
});
