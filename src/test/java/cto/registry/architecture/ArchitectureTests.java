package cto.registry.architecture;

import java.io.FileDescriptor;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import cto.registry.RequestRegistry;
import cto.registry.cli.Commands;
import cto.registry.startup.ProcessDefaults;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the packages, and what no code here may be able to do.
 */
@AnalyzeClasses(packages = "cto.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/** Which packages may import which. */
	@ArchTest
	static final ArchRule importsRunDownwards = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("text")
		.definedBy("cto.registry.text")
		.layer("problem")
		.definedBy("cto.registry.problem")
		.layer("merkle")
		.definedBy("cto.registry.merkle")
		.layer("note")
		.definedBy("cto.registry.note")
		.layer("packet")
		.definedBy("cto.registry.packet")
		.layer("record")
		.definedBy("cto.registry.record")
		.layer("guardrail")
		.definedBy("cto.registry.guardrail")
		.layer("log")
		.definedBy("cto.registry.log")
		.layer("recording")
		.definedBy("cto.registry.recording")
		.layer("rendering")
		.definedBy("cto.registry.rendering")
		.layer("audit")
		.definedBy("cto.registry.audit")
		.layer("workboard")
		.definedBy("cto.registry.workboard")
		.layer("transfer")
		.definedBy("cto.registry.transfer")
		.layer("startup")
		.definedBy("cto.registry.startup")
		.layer("embedded")
		.definedBy("cto.registry.embedded")
		.layer("replica")
		.definedBy("cto.registry.replica")
		.layer("observability")
		.definedBy("cto.registry.observability")
		.layer("web.api")
		.definedBy("cto.registry.web.api")
		.layer("web.stream")
		.definedBy("cto.registry.web.stream")
		.layer("web.ui")
		.definedBy("cto.registry.web.ui")
		.layer("web.security")
		.definedBy("cto.registry.web.security")
		.layer("web.server")
		.definedBy("cto.registry.web.server")
		.layer("cli")
		.definedBy("cto.registry.cli")
		.layer("start of all")
		.definedBy(type(RequestRegistry.class))
		.whereLayer("problem")
		.mayOnlyAccessLayers("text")
		.whereLayer("cli")
		.mayOnlyBeAccessedByLayers("start of all")
		.whereLayer("web.api")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("web.stream")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("web.ui")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("replica")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("workboard")
		.mayOnlyBeAccessedByLayers("web.api")
		.whereLayer("rendering")
		.mayOnlyBeAccessedByLayers("web.api")
		.whereLayer("web.security")
		.mayOnlyBeAccessedByLayers("web.api")
		.whereLayer("web.server")
		.mayOnlyBeAccessedByLayers("web.api")
		.whereLayer("observability")
		.mayOnlyBeAccessedByLayers("web.api")
		.whereLayer("embedded")
		.mayOnlyBeAccessedByLayers("cli")
		.whereLayer("transfer")
		.mayOnlyBeAccessedByLayers("cli")
		.whereLayer("audit")
		.mayOnlyBeAccessedByLayers("workboard", "web.api", "cli")
		.whereLayer("recording")
		.mayOnlyBeAccessedByLayers("transfer", "observability", "web.api", "cli")
		.whereLayer("log")
		.mayOnlyBeAccessedByLayers("recording", "audit", "transfer", "observability", "web.api", "web.stream", "cli")
		.whereLayer("guardrail")
		.mayOnlyBeAccessedByLayers("startup", "recording", "transfer", "observability", "web.api", "cli")
		.whereLayer("record")
		.mayOnlyBeAccessedByLayers("guardrail", "log", "recording", "rendering", "audit", "workboard", "transfer",
				"web.api", "web.stream", "cli")
		.whereLayer("note")
		.mayOnlyBeAccessedByLayers("log", "recording", "audit", "transfer", "web.api", "cli")
		.whereLayer("packet")
		.mayOnlyBeAccessedByLayers("record", "log", "recording", "rendering", "audit", "workboard", "transfer",
				"web.api", "cli");

	@ArchTest
	static final ArchRule merkleKnowsOnlyJavaAndText = classes().that()
		.resideInAPackage("cto.registry.merkle")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("cto.registry.merkle", "cto.registry.text", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule notesKnowOnlyJavaMerkleAndText = classes().that()
		.resideInAPackage("cto.registry.note")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("cto.registry.note", "cto.registry.merkle", "cto.registry.text", "java..",
				"org.jspecify..");

	@ArchTest
	static final ArchRule packetsAreJudgedWithoutSpringOrDatabase = noClasses().that()
		.resideInAPackage("cto.registry.packet")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "jakarta..", "org.hibernate..");

	@ArchTest
	static final ArchRule nothingStartsAProcess = noClasses().should()
		.dependOnClassesThat()
		.areAssignableTo(ProcessBuilder.class)
		.orShould()
		.callMethod(Runtime.class, "exec", String.class)
		.orShould()
		.callMethod(Runtime.class, "exec", String[].class)
		.orShould()
		.callMethod(Runtime.class, "exec", String.class, String[].class)
		.orShould()
		.callMethod(Runtime.class, "exec", String[].class, String[].class);

	@ArchTest
	static final ArchRule nothingCallsAnotherService = noClasses().should()
		.dependOnClassesThat()
		.areAssignableTo(Socket.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(SocketChannel.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(URLConnection.class)
		.orShould()
		.dependOnClassesThat()
		.resideInAnyPackage("java.net.http..", "org.springframework.web.client..",
				"org.springframework.web.reactive.function.client..");

	@ArchTest
	static final ArchRule filesAreWrittenOnlyForTheDataDirectoryAndByCommands = noClasses().that()
		.resideOutsideOfPackages("cto.registry.embedded..", "cto.registry.startup", "cto.registry.transfer",
				"cto.registry.cli")
		.should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.nio.file.Files")
		.orShould()
		.dependOnClassesThat()
		.resideInAnyPackage("java.io.File..", "java.nio.channels..");

	@ArchTest
	static final ArchRule jacksonIsTheThirdOne = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");

	/** Foreign text reaches a terminal escaped, or not at all. */
	@ArchTest
	static final ArchRule onlyTheConsoleWritesToTheTerminal = noClasses().that()
		.doNotHaveFullyQualifiedName("cto.registry.cli.Console")
		.and()
		.doNotBelongToAnyOf(Commands.class, ProcessDefaults.class)
		.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(PrintStream.class, FileDescriptor.class, java.io.Console.class);

	/**
	 * The default locale may have digits of its own, and the default character set may
	 * lack letters. A method of the JDK that depends on either is one that has a sibling
	 * with one parameter more, which is told it.
	 */
	@ArchTest
	static final ArchRule nothingDependsOnTheDefaultLocaleOrCharset = noClasses().should()
		.accessTargetWhere(describe("it depends on the default locale or character set",
				(JavaAccess<?> access) -> DefaultsOfTheMachine.areUsedBy(access.getTarget())));

	@ArchTest
	static void hasClassesToLookAt(JavaClasses classes) {
		assertThat(classes).hasSizeGreaterThan(50);
	}

}
