import { appBuilder } from './apps.js';
import { connecting } from './connect.js';
import { entrance } from './entrance.js';
import { house, root, start } from './house.js';
import { manageCenter } from './manage.js';

/** Every address of the screens. */
export const routeTree = root.addChildren([
  ...entrance,
  house.addChildren([start, ...manageCenter, ...appBuilder, ...connecting]),
]);
