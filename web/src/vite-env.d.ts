declare module 'virtual:library-styles.css';
