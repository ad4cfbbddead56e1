module.exports = {
  displayName: 'api',
  preset: '../../jest.preset.js',
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/bundle/**/*.spec.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.spec.json', diagnostics: false }],
  },
  // Jest's resolver treats it as an ES module; Node and the bundle use this file as well.
  moduleNameMapper: { '^ical\\.js$': 'ical.js/dist/ical.es5.cjs' },
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
};
