"""Ways of drawing that every front end shares. Pure: values in, characters out."""
