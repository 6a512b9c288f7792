package cto.registry.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import cto.registry.testing.RegistryTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of the page in the browser that they all share. Left out where there is none,
 * unless {@link BrowserInstalled} has to find one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(BrowserInstalled.class)
@RegistryTest
@interface BrowserTest {

}
