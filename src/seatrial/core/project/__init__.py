"""What the build files of a source tree say, read without running anything; `assemble` puts it together."""
