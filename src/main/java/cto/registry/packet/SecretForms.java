package cto.registry.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The forms by which a credential can be known: one list, with the source of each. A form
 * is a literal beginning and then so many characters of an alphabet that prose, names and
 * digests do not reach it. Lengths are the shortest that is issued and have no upper end,
 * so that a longer token of the same kind is found too.
 */
final class SecretForms {

	/** The alphabet of base64url (RFC 4648, section 5). */
	private static final String URL64 = "0-9A-Za-z_-";

	/** A variable or asterisks in place of a password, up to the at sign. */
	private static final String PLACEHOLDER = "(?:\\$[A-Za-z0-9_]++|\\$\\{[^{}]*+\\}|\\$\\([^()]*+\\)|<[^<>]*+>"
			+ "|%[A-Za-z_][A-Za-z0-9_]*+%|\\{\\{[^{}]*+\\}\\}|[*]++)@";

	/** Line breaks and blanks, and those that were written as escapes. */
	private static final String BREAKS = "(?:[\\s\"',]|\\\\++[nrt]){0,40}+";

	static final List<Form> FORMS = List
		.of(new Form("PEM private key", "RFC 7468, sections 10, 11 and 13; RFC 9580, section 6.2; openssl, ssh-keygen",
				List.of("-----BEGIN "), "-----BEGIN [A-Z0-9 ]{0,40}?PRIVATE KEY(?: BLOCK)?-----"
						// Proc-Type, DEK-Info, Version, Comment
						+ "(?:" + BREAKS + "[A-Za-z-]{3,30}+:[^\\n\\\\]{0,200}+){0,8}+" + BREAKS
						// no prose has so long a word
						+ "[0-9A-Za-z+/]{32}(?:" + BREAKS + "[0-9A-Za-z+/]){32}"),
				new Form("GitHub token",
						"github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available;"
								+ " for ghs_APPID_JWT, github.blog/changelog/2026-05-15-github-app-installation-tokens-per"
								+ "-request-override-header",
						List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
						"gh[pousr]_(?:" + mixed("0-9A-Za-z_", 36) + "|[0-9A-Za-z]{1,20}_eyJ[" + URL64
								+ "]{10})|github_pat_" + mixed("0-9A-Za-z_", 82)),
				new Form("GitLab token",
						"docs.gitlab.com/security/tokens/#token-prefixes; lengths from gitleaks.toml (gitlab-*)",
						List.of("glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-",
								"glagent-", "glwt-", "glsoat-", "glffct-", "GR1348941", "_gitlab_session="),
						"(?:gl[a-z]{2,5}-|GR1348941)" + mixed(URL64, 20) + "|_gitlab_session=[0-9a-z]{32}"),
				new Form("Slack token", "docs.slack.dev/authentication/tokens; lengths from gitleaks.toml (slack-*)",
						List.of("xoxa-", "xoxb-", "xoxc-", "xoxe-", "xoxe.xox", "xoxo-", "xoxp-", "xoxr-", "xoxs-",
								"xapp-", "xwfp-"),
						"(?:xox[a-z]|xwfp)-(?:[0-9]-)?[0-9]{8,14}-[0-9A-Za-z-]{18}"
								+ "|xoxe(?:\\.xox[a-z])?-[0-9]-[0-9A-Za-z]{60}"
								+ "|xapp-[0-9]-[0-9A-Z]{6,20}-[0-9]{6,20}-[0-9A-Za-z]{20}"),
				new Form("Slack webhook", "docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
						List.of("hooks.slack.com/"),
						"hooks\\.slack\\.com/(?:services|workflows|triggers)/[0-9A-Z]{6,20}/(?:[0-9A-Z]{6,20}/){1,2}"
								+ "[0-9A-Za-z]{20}"),
				new Form("AWS access key",
						"docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes;"
								+ " alphabet from awsteele.com/blog/2020/09/26/aws-access-key-format.html",
						List.of("AKIA", "ASIA"), "A[KS]IA[A-Z2-7]{16}(?![0-9A-Za-z_])"),
				new Form("Google key", "learn.microsoft.com/purview/sit-defn-google-api-key; AQ. and GOCSPX- from"
						+ " ai.google.dev/gemini-api/docs/api-key and rule S6691 of Sonar, ya29. from trufflehog",
						List.of("AIza", "AQ.", "GOCSPX-", "ya29."),
						"AIza[" + URL64 + "]{4}" + mixed(URL64, 31) + "|AQ\\.[0-9A-Za-z]" + mixed(URL64, 45)
								+ "|GOCSPX-" + mixed(URL64, 28) + "|ya29\\." + mixed(URL64, 40)),
				new Form("OpenAI key", "gitleaks.toml (openai-api-key); the infix is the base64 of OpenAI",
						List.of("sk-"),
						"(?<!-)sk-(?:[" + URL64 + "]{16,160}?T3BlbkFJ[" + URL64 + "]{16}|[0-9A-Za-z]{48}"
								+ "|(?:proj|svcacct|service|admin)-" + mixed(URL64, 40) + ")"),
				new Form("Anthropic key",
						"gitlab.com/gitlab-org/security-products/analyzers/secrets/-/merge_requests/319, of Anthropic;"
								+ " oat01 and ort01 from github.com/gitleaks/gitleaks/pull/2159",
						List.of("sk-ant-"), "(?<!-)sk-ant-[a-z]{3,8}[0-9]{2}-" + mixed(URL64, 40)),
				new Form("npm token", "github.blog/security/announcing-npms-new-access-token-format", List.of("npm_"),
						"npm_[0-9A-Za-z]{36}"),
				new Form("PyPI token", "pypi.org/help/#apitoken; gitleaks.toml (pypi-upload-token)",
						List.of("pypi-AgE"), "pypi-AgE[" + URL64 + "]{60}"),
				new Form("Hugging Face token", "huggingface.co/docs/hub/security-tokens; trufflehog (huggingface)",
						List.of("hf_", "api_org_"), "(?:hf_|api_org_)[0-9A-Za-z]{34}"),
				new Form("JSON Web Token",
						"RFC 7519, section 3; RFC 7515, section 7.1, where the shortest signature of RFC 7518 has 43"
								+ " characters; RFC 7516, section 7.1",
						List.of("eyJ"),
						"(?<!-)eyJ[" + URL64 + "]{16,}+\\.(?:eyJ[" + URL64 + "]{7,}+\\.[" + URL64 + "]{43}|[" + URL64
								+ "]*+\\.[" + URL64 + "]{16,22}+\\.[" + URL64 + "]++\\.[" + URL64 + "]{22})"),
				new Form("password in a URL", "RFC 3986, sections 3.2.1 and 7.5", List.of("://"),
						"(?<=[0-9A-Za-z])://[^\\s/?#@:\"`\\\\]*+:(?!" + PLACEHOLDER + ")(?![^\\s/?#@\"`\\\\]*:"
								+ PLACEHOLDER + ")[^\\s/?#@\"`\\\\]++@"
								// an image with a tag and a digest
								+ "(?!sha(?:256|384|512):)"),
				new Form("token of this registry", "cto.registry.web.security", List.of("rrt_"),
						"rrt_" + mixed(URL64, 43)));

	/** By the first two characters of a beginning, what may begin there. */
	private static final Start[][] STARTS = starts();

	private SecretForms() {
	}

	/**
	 * The form of the first credential in a text. Takes time in proportion to the text,
	 * whatever the text is.
	 * @return its name, never the credential, or null if there is none
	 */
	static @Nullable String nameIn(String text) {
		char first = 0;
		for (int i = 0; i < text.length(); i++) {
			char second = text.charAt(i);
			if ((first | second) < 0x80) {
				for (Start start : STARTS[(first << 7) | second]) {
					if (start.isAt(i - 1, text)) {
						return start.form().name();
					}
				}
			}
			first = second;
		}
		return null;
	}

	/**
	 * So many characters of an alphabet with separators, unless they are words of small
	 * letters.
	 */
	private static String mixed(String alphabet, int count) {
		return String.format(Locale.ROOT, "(?!(?=[a-z]*+[_-])[a-z_-]{%2$d})[%1$s]{%2$d}", alphabet, count);
	}

	private static Start[][] starts() {
		Map<Integer, List<Start>> byTwo = new HashMap<>();
		for (Form form : FORMS) {
			Pattern pattern = Pattern.compile(form.regex());
			for (String beginning : form.beginnings()) {
				byTwo.computeIfAbsent((beginning.charAt(0) << 7) | beginning.charAt(1), (two) -> new ArrayList<>())
					.add(new Start(beginning, pattern, form));
			}
		}
		Start[][] starts = new Start[0x80 * 0x80][];
		Arrays.setAll(starts, (two) -> byTwo.getOrDefault(two, List.of()).toArray(Start[]::new));
		return starts;
	}

	/**
	 * One kind of credential.
	 *
	 * @param name what it is called in a violation
	 * @param source where its form is published
	 * @param beginnings the literals of which it begins with one
	 * @param regex the whole, from its beginning
	 */
	record Form(String name, String source, List<String> beginnings, String regex) {
	}

	private record Start(String beginning, Pattern pattern, Form form) {

		boolean isAt(int at, String text) {
			return text.startsWith(this.beginning, at) && startsWord(at, text) && matches(at, text);
		}

		private boolean matches(int at, String text) {
			Matcher matcher = this.pattern.matcher(text).region(at, text.length());
			return matcher.useTransparentBounds(true).lookingAt();
		}

		private static boolean startsWord(int at, String text) {
			return !isOfWord(text.charAt(at)) || at == 0 || !isOfWord(text.charAt(at - 1)) || followsEscape(at, text);
		}

		/** Whether the character before is the last of %3D or of \n, so not of a word. */
		private static boolean followsEscape(int at, String text) {
			if (at >= 2 && text.charAt(at - 2) == '\\') {
				return "nrt".indexOf(text.charAt(at - 1)) >= 0;
			}
			return at >= 3 && text.charAt(at - 3) == '%' && Character.digit(text.charAt(at - 2), 16) >= 0
					&& Character.digit(text.charAt(at - 1), 16) >= 0;
		}

		private static boolean isOfWord(char c) {
			return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
		}

	}

}
