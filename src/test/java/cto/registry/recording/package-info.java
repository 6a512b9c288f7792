@NullMarked
package cto.registry.recording;

import org.jspecify.annotations.NullMarked;
