module.exports = { displayName: 'booking', preset: '../../jest.angular.preset.js' };
