module.exports = {
  displayName: 'api',
  preset: '../../jest.preset.js',
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/bundle/**/*.spec.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.spec.json', diagnostics: false }],
  },
  // To Jest's resolver it is an ES module; Node and the bundle take this file as well.
  moduleNameMapper: { '^ical\\.js$': 'ical.js/dist/ical.es5.cjs' },
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
};
