// The admin's sidebar begins closed: a list needs the room. Whoever opens it finds it open from then on.
localStorage["django.admin.navSidebarIsOpen"] ??= "false";
