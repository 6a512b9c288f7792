package cto.registry.hermes;

import java.security.MessageDigest;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * How tokens are compared, which no clock could show reliably.
 */
@AnalyzeClasses(packages = "cto.registry.web.security", importOptions = ImportOption.DoNotIncludeTests.class)
class ComparisonTests {

	@ArchTest
	static final ArchRule comparesDigestsInATimeThatSaysNothing = classes().that()
		.haveSimpleName("SidecarToken")
		.or()
		.haveSimpleName("AccessTokens")
		.should()
		.callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

}
