module.exports = {
  displayName: 'presentation',
  preset: '../../jest.preset.js',
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.spec.json', diagnostics: false }] },
  moduleFileExtensions: ['ts', 'js', 'json'],
};
