import '@expertbook/web-shared/test-setup';
