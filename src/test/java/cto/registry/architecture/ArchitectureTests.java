package cto.registry.architecture;

import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import cto.registry.RequestRegistry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows of house.md, and what no code here may be able to do.
 */
@AnalyzeClasses(packages = "cto.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/**
	 * merkle → note; merkle, packet → record → guardrail → log → intake, audit; record →
	 * document; audit → workboard; all of them → the edges.
	 */
	@ArchTest
	static final ArchRule importsFollowTheArrow = layeredArchitecture().consideringOnlyDependenciesInLayers()
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
		.layer("intake")
		.definedBy("cto.registry.intake")
		.layer("audit")
		.definedBy("cto.registry.audit")
		.layer("document")
		.definedBy("cto.registry.document")
		.layer("workboard")
		.definedBy("cto.registry.workboard")
		.layer("api")
		.definedBy("cto.registry.api")
		.layer("stream")
		.definedBy("cto.registry.stream")
		.layer("page")
		.definedBy("cto.registry.page")
		.layer("operation")
		.definedBy("cto.registry.operation")
		.layer("http")
		.definedBy("cto.registry.http")
		.layer("security")
		.definedBy("cto.registry.security")
		.layer("embedded")
		.definedBy("cto.registry.embedded..")
		.layer("replica")
		.definedBy("cto.registry.replica")
		.layer("cli")
		.definedBy("cto.registry.cli..")
		.layer("start of all")
		.definedBy(type(RequestRegistry.class))
		.whereLayer("cli")
		.mayOnlyBeAccessedByLayers("start of all")
		.whereLayer("api")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("workboard")
		.mayOnlyBeAccessedByLayers("api")
		.whereLayer("document")
		.mayOnlyBeAccessedByLayers("api")
		.whereLayer("stream")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("page")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("replica")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("audit")
		.mayOnlyBeAccessedByLayers("workboard", "api", "cli")
		.whereLayer("intake")
		.mayOnlyBeAccessedByLayers("operation", "api", "cli")
		.whereLayer("log")
		.mayOnlyBeAccessedByLayers("intake", "audit", "operation", "api", "stream", "cli")
		.whereLayer("guardrail")
		.mayOnlyBeAccessedByLayers("log", "intake", "operation", "api", "cli")
		.whereLayer("record")
		.mayOnlyBeAccessedByLayers("guardrail", "log", "intake", "audit", "document", "workboard", "api", "stream",
				"cli")
		.whereLayer("note")
		.mayOnlyBeAccessedByLayers("log", "audit", "api", "cli")
		.whereLayer("packet")
		.mayOnlyBeAccessedByLayers("record", "log", "intake", "audit", "document", "workboard", "api", "cli")
		.whereLayer("operation")
		.mayOnlyBeAccessedByLayers("api")
		.whereLayer("http")
		.mayOnlyBeAccessedByLayers("api")
		.whereLayer("security")
		.mayOnlyBeAccessedByLayers("api")
		.whereLayer("embedded")
		.mayOnlyBeAccessedByLayers("cli");

	@ArchTest
	static final ArchRule merkleKnowsOnlyJava = classes().that()
		.resideInAPackage("cto.registry.merkle")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("cto.registry.merkle", "java..", "org.jspecify..");

	@ArchTest
	static final ArchRule notesKnowOnlyJavaAndMerkle = classes().that()
		.resideInAPackage("cto.registry.note")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("cto.registry.note", "cto.registry.merkle", "java..", "org.jspecify..");

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
		.resideOutsideOfPackages("cto.registry.embedded..", "cto.registry.start", "cto.registry.cli")
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

	@ArchTest
	static void hasClassesToLookAt(JavaClasses classes) {
		assertThat(classes).hasSizeGreaterThan(50);
	}

}
