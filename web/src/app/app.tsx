import 'virtual:library-styles.css';
import './frame.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createQueryClient } from '../api/query-client.js';
import { MessagesProvider } from '../components/messages.js';
import { createAppRouter } from './router.js';
import { announceStyleNonce, styleNonce } from './style-nonce.js';
import { theme } from './theme.js';

announceStyleNonce();
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** The frame: colours, the server's state, and the pages. */
export function App() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <QueryClientProvider client={queryClient}>
          <MessagesProvider>
            <RouterProvider router={router} />
          </MessagesProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
