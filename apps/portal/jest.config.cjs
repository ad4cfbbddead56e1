module.exports = { displayName: 'portal', preset: '../../jest.angular.preset.js' };
