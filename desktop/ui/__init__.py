"""The screens. They show rows and emit signals; rules live below."""
