import type { ReactNode } from 'react';

interface IconProps {
  readonly size?: number;
}

/** Line icons, drawn here so that no page asks elsewhere for them. They say nothing that a label does not. */
function icon(paths: ReactNode) {
  return function Icon({ size = 18 }: IconProps) {
    return (
      <svg
        aria-hidden="true"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {paths}
      </svg>
    );
  };
}

export const KeyIcon = icon(
  <>
    <circle cx="8" cy="12" r="4" />
    <path d="M12 12h9M18 12v4M21 12v3" />
  </>,
);
export const PulseIcon = icon(<path d="M3 12h4l2.5-7 5 14L17 12h4" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2.3.700 3.6 2.4 4 5.2" />
  </>,
);
export const AppsIcon = icon(
  <>
    <rect x="3.5" y="3.5" width="7" height="7" rx="1.5" />
    <rect x="13.5" y="3.5" width="7" height="7" rx="1.5" />
    <rect x="3.5" y="13.5" width="7" height="7" rx="1.5" />
    <rect x="13.5" y="13.5" width="7" height="7" rx="1.5" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="8.5" y="8.5" width="12" height="12" rx="2" />
    <path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />);
export const ChevronIcon = icon(<path d="m9 5 7 7-7 7" />);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const OutsideIcon = icon(
  <path d="M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4" />,
);
export const WarningIcon = icon(<path d="M12 4 2.8 20h18.4L12 4ZM12 10.5v4M12 17.3v.100" />);
export const DotsIcon = icon(
  <>
    <circle cx="12" cy="5" r="0.8" />
    <circle cx="12" cy="12" r="0.8" />
    <circle cx="12" cy="19" r="0.8" />
  </>,
);
export const SortIcon = icon(<path d="m7 14 5-5 5 5" />);
export const CodeIcon = icon(<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 4.5l-3 15" />);
export const ScrollIcon = icon(
  <>
    <path d="M6 3.5h9l4 4v13H6z" />
    <path d="M9.5 10.5h6M9.5 13.5h6M9.5 16.5h3" />
  </>,
);
export const SendIcon = icon(<path d="M21 3 10.500 13.500M21 3l-6.500 18-4-7.500-7.500-4Z" />);
export const PlugIcon = icon(<path d="M9 3v5M15 3v5M6.500 8h11v3.500a5.500 5.500 0 0 1-11 0V8ZM12 17v4" />);
