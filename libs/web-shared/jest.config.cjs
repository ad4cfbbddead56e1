module.exports = { displayName: 'web-shared', preset: '../../jest.angular.preset.js' };
