"""Requirements: what files and build files ask for, what the code imports, and whether all this agrees."""
