// 404.js - who came by a ticket's link is a visitor and reads what to do; anybody else is shown the desks.

import {$, show} from './dom.js';

const visitor = location.pathname.startsWith('/t/');
show('#visitor', visitor);
show('#desks', !visitor);
