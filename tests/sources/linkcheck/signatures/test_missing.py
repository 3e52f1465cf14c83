import pytest

from sources.linkcheck.signatures import missing


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404",
        "404 Not Found",
        "404 - Page not found",
        "Page not found",
        "Page Not Found | The Paper",
        "The Paper - Page not found",
        "Oops! Page not found",
        "Sorry, the page you requested was not found.",
        "The page you were looking for doesn't exist",
        "That page can't be found.",
        "Oops! That page can’t be found.",
        "Article not available",
        "This page is no longer available",
        "404: This page could not be found.",
        "We can't find that page",
        "HTTP Error 404. The requested resource is not found.",
        "Nothing Found",
        "Página no encontrada",
        "Error 404: página no encontrada | El Diario",
        "La página solicitada no existe",
        "Lo sentimos, la página que buscas no está disponible",
        "No se encontró la página",
        "¡Ups! No encontramos la página que buscas",
        "Página não encontrada - Jornal",
        "Erro 404 - Página não encontrada",
        "A página que você procura não existe",
        "Page introuvable",
        "Erreur 404 : page introuvable",
        "Oups ! Cette page n'existe pas",
        "Page non trouvée – Le Journal",
        "La page que vous recherchez n’existe plus",
        "Seite nicht gefunden",
        "Fehler 404 – Seite nicht gefunden",
        "Die angeforderte Seite wurde nicht gefunden",
        "Diese Seite existiert leider nicht mehr",
        "Pagina non trovata",
        "Ops! Pagina non trovata",
        "La pagina che cerchi non esiste",
        "Страница не найдена",
        "Ошибка 404. Страница не найдена",
        "404 — Страница не найдена | Газета",
        "К сожалению, запрашиваемая страница не существует",
        "Такой страницы не существует",
        "Сторінку не знайдено",
        "Помилка 404: сторінка не існує",
        "Вибачте, сторінку не знайдено",
        "Nie znaleziono strony",
        "Strona nie istnieje",
        "Strona nie została znaleziona - Gazeta",
        "Błąd 404 - nie znaleziono strony",
        "الصفحة غير موجودة",
        "عذراً، الصفحة غير موجودة",
        "خطأ 404 - الصفحة غير موجودة",
        "لم يتم العثور على الصفحة",
        "عذرًا، لم نتمكن من العثور على الصفحة التي تبحث عنها",
        "الصفحة المطلوبة غير متوفرة",
        "页面不存在",
        "抱歉，您访问的页面不存在",
        "404 页面未找到",
        "找不到页面",
        "很抱歉，您要访问的页面不存在",
        "頁面不存在",
        "找不到您要的頁面",
        "找不到網頁",
        "ページが見つかりません",
        "お探しのページは見つかりませんでした",
        "404 ページが見つかりませんでした",
        "申し訳ございません。お探しのページは見つかりません",
        "指定されたページは存在しません",
        "Pagina niet gevonden",
        "Deze pagina bestaat niet",
        "Sayfa bulunamadı",
        "Aradığınız sayfa bulunamadı",
        "Sidan hittades inte",
        "Sidan kunde inte hittas",
        "페이지를 찾을 수 없습니다",
        "요청하신 페이지를 찾을 수 없습니다",
        "Stránka nenalezena",
        "Stránka nebyla nalezena",
        "הדף לא נמצא",
        "העמוד המבוקש לא נמצא",
        "صفحه مورد نظر یافت نشد",
        "صفحه یافت نشد",
        "पृष्ठ नहीं मिला",
        "Halaman tidak ditemukan",
        "Pagina nu a fost găsită",
        "Az oldal nem található",
        "Η σελίδα δεν βρέθηκε",
        "Không tìm thấy trang",
        "ไม่พบหน้า",
        "Siden blev ikke fundet",
        "😕 Page not found",
    ],
)
def test_titles_of_missing_pages_are_known(title: str) -> None:
    heading = missing.heading(title)
    assert heading.says_missing or heading.is_number


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Room 404 reopens | The Paper",
        "La nota no encontrada de Borges",
        "Nicht gefunden: die vermisste Yacht",
        "Страница не найдена: как исчезает сеть",
        "页面不存在的背后",
        "The Paper",
        "Page not found: how we lose the web",
        "How to design a 404 page",
        "404 people arrested in one night",
        "The man who was not found",
        "Cómo diseñar una página no encontrada",
        "Missing page in the ledger puzzles auditors",
        "Peugeot 404: 60 years of a classic",
        "Body not found after search of the river",
        "Suspect not found, police say",
        "L'article 49.3 n'existe plus pour l'opposition",
        "The article was not available in English",
        "HTTP 404 - Wikipedia",
        "Le document introuvable de l'affaire",
        "Gefunden und verloren",
        "404 Page Design Gallery",
        "Error 404: the story of a famous number",
    ],
)
def test_titles_of_articles_are_not_taken_for_missing_pages(title: str) -> None:
    assert not missing.heading(title).says_missing
    assert missing.missing_phrase(title) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The page you want could not be found.",
        "La página que busca ya no existe.",
        "The page you are looking for might have been removed or is temporarily unavailable.",
        "It looks like nothing was found at this location. Maybe try a search?",
        "We're sorry, but the page you were looking for doesn't exist.",
        "La página que estás buscando no existe o ha sido movida.",
        "A página que procura não foi encontrada.",
        "La page que vous cherchez est introuvable ou a été déplacée.",
        "Die von Ihnen gesuchte Seite konnte leider nicht gefunden werden.",
        "La pagina che stai cercando non esiste o è stata spostata.",
        "Запрашиваемая вами страница не найдена или была удалена.",
        "К сожалению, страница, которую вы ищете, не существует.",
        "Сторінка, яку ви шукаєте, не існує.",
        "Strona, której szukasz, nie istnieje lub została przeniesiona.",
        "الصفحة التي تبحث عنها غير موجودة أو تم نقلها.",
        "您访问的页面不存在或已被删除。",
        "您要查看的页面可能已被删除、名称已被更改。",
        "お探しのページは、移動または削除された可能性があります。",
        "申し訳ございませんが、お探しのページは見つかりませんでした。",
        "This article is no longer available.",
        "Video unavailable",
        "User not found",
        "This account doesn't exist",
        "Producto no disponible",
        "Benutzer nicht gefunden",
        "The link you followed may be broken, or the page may have been removed.",
        "The address you typed does not lead anywhere.",
        "Цей матеріал більше недоступний. Перейдіть на головну сторінку.",
        "Эта публикация больше не доступна.",
        "链接可能已经失效,请返回首页。",
        "El enlace puede estar roto o la página ha sido eliminada.",
        "Der Link ist möglicherweise veraltet.",
        "Le lien est peut-être rompu.",
        "この記事は公開を終了しました。",
    ],
)
def test_a_short_text_may_say_that_the_page_is_missing(sentence: str) -> None:
    text = f"The Paper\n{sentence}\nHome"
    assert missing.missing_phrase(text) is not None
    assert missing.missing_phrase(text + " word" * 150) is None


@pytest.mark.parametrize(
    "text",
    [
        "\u201cThe page you are looking for could not be found\u201d, it said for a whole day.",
        "Police found the page that was not found for years.",
        "The document was not found in the archive, the court said.",
        "Readers saw that the page could not be found.",
        "The minister said the article does not exist.",
        "The video of the accident was removed from the court's file, said the judge.",
        "A product of the region, the cheese is sold in May.",
        "The link between the two firms was never found, the court said.",
        "La página más triste del club: un gol que no llegó.",
        "Страница истории города перевернута в марте.",
    ],
)
def test_a_short_notice_about_missing_things_is_no_missing_page(text: str) -> None:
    assert missing.missing_phrase(text) is None


def test_a_headline_that_holds_the_phrase_and_more_outweighs_it() -> None:
    assert missing.is_quoted_in("Page not found", "Page not found: how we lose the web")
    assert missing.is_quoted_in("404 - Page not found", "Page not found and other stories")
    assert not missing.is_quoted_in("Page not found", "The Paper")
    assert not missing.is_quoted_in("Page not found", "Page not found | The Paper")


def test_an_error_number_as_a_whole_title_is_told_from_one_in_a_title() -> None:
    assert missing.is_only_a_number("Error 404")
    assert missing.is_only_a_number("404")
    assert not missing.is_only_a_number("404 | The best error pages")
    assert not missing.is_only_a_number("")


@pytest.mark.parametrize(
    "sentence",
    [
        "Your search did not match any articles.",
        "0 results for “harbour bridge”",
        "Sorry, but nothing matched your search terms.",
        "We couldn't find anything for harbour.",
        "No se han encontrado resultados para «puente»",
        "Su búsqueda no produjo ningún resultado",
        "Nenhum resultado encontrado para ponte",
        "A sua pesquisa não retornou resultados",
        "Aucun résultat pour votre recherche",
        "Ihre Suche nach „Brücke“ ergab leider keine Treffer",
        "Es wurden keine Ergebnisse gefunden.",
        "Nessun risultato trovato per ponte",
        "Geen resultaten gevonden voor brug",
        "Brak wyników dla zapytania „most”",
        "По вашему запросу ничего не найдено",
        "За вашим запитом нічого не знайдено",
        "لم يتم العثور على أي نتائج",
        "抱歉，没有找到与“大桥”相关的内容",
        "很抱歉没有找到相关结果",
        "查無相關資料",
        "検索結果：0件",
        "該当する記事は見つかりませんでした。",
        "‘다리’에 대한 검색결과가 없습니다.",
        "Aramanızla eşleşen sonuç bulunamadı",
        "Δεν βρέθηκαν αποτελέσματα για «γέφυρα»",
        "Din sökning gav inga träffar",
        "Nebyly nalezeny žádné výsledky",
        "Nincs találat a keresésre",
        "Nu am găsit rezultate",
        "Tidak ada hasil untuk jembatan",
        "Không tìm thấy kết quả nào",
        "ขออภัยไม่พบผลลัพธ์",
        "कोई परिणाम नहीं मिला",
        "نتیجه‌ای یافت نشد",
        "לא נמצאו תוצאות",
    ],
)
def test_a_search_says_that_it_came_up_empty(sentence: str) -> None:
    assert missing.found_nothing(f"Paper\n{sentence}") is not None
    assert missing.found_nothing(f"{sentence} {'word ' * 150}") is None


@pytest.mark.parametrize(
    "sentence", ["10 results for bridge", "全10件", "210 Treffer", "共20条结果"]
)
def test_a_search_with_results_has_not_come_up_empty(sentence: str) -> None:
    assert missing.found_nothing(sentence) is None
