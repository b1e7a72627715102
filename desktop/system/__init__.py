"""What any desktop program needs: event loop, tasks, paths, settings, logs. Knows no selling."""
